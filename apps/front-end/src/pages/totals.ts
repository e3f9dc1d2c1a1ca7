import { html, type Markup } from './markup.ts';
import { deliveryPrice, price } from './price.ts';
import type { LineView } from './view.ts';

/** What lines cost together, in dollars, without delivery. */
export const subtotal = (lines: readonly LineView[]): number =>
  lines.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0);

/** Socks, delivery and their sum. */
export function totals(lines: readonly LineView[]): Markup {
  const socks = subtotal(lines);
  return html`<dl class="totals">
    <div>
      <dt>Socks</dt>
      <dd>${price(socks)}</dd>
    </div>
    <div>
      <dt>Delivery</dt>
      <dd>${price(deliveryPrice)}</dd>
    </div>
    <div class="total">
      <dt>Total</dt>
      <dd>${price(socks + deliveryPrice)}</dd>
    </div>
  </dl>`;
}

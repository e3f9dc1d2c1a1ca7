import { addressForm, addressLines } from './address-form.ts';
import { cardForm, cardLine } from './card-form.ts';
import { emptyForm, tokenField, type FormState } from './form.ts';
import { layout } from './layout.ts';
import { html, nothing, type Markup } from './markup.ts';
import { counted, deliveryPrice, price } from './price.ts';
import { subtotal, totals } from './totals.ts';
import type { AddressView, CardView, LineView, Shell } from './view.ts';

/** What the checkout shows. */
export interface CheckoutView {
  readonly lines: readonly LineView[];
  /** Where the order goes; absent: asked for. */
  readonly address?: AddressView;
  /** What it is paid with; absent: asked for. */
  readonly card?: CardView;
  /** The address form as it came back. @default - not filled in yet */
  readonly addressState?: FormState;
  /** The card form as it came back. @default - not filled in yet */
  readonly cardState?: FormState;
  /** Why the last try was refused. @default - */
  readonly refusal?: string;
}

const here = '/checkout.html';

function refused(view: CheckoutView): Markup {
  if (view.refusal === undefined) return nothing;
  return html`<div class="errors" role="alert" tabindex="-1" data-focus>
    <h2>The order was not placed</h2>
    <p>${view.refusal}</p>
    <p>Nothing was charged. <a href="/basket.html">Change the basket</a> or try again.</p>
  </div>`;
}

/** The checkout: where to, with what, what for, and the button that places the order. */
export function renderCheckout(shell: Shell, view: CheckoutView): Markup {
  const { lines, address, card } = view;
  const ready = address !== undefined && card !== undefined;
  return layout(shell, {
    title: view.refusal === undefined ? 'Checkout' : 'Error: Checkout',
    body: html`<div class="wide">
      <h1>Checkout</h1>
      ${refused(view)}
      <div class="with-side">
        <ol class="steps" role="list">
          <li>
            <h2>Deliver to</h2>
            ${
              address === undefined
                ? addressForm(shell, view.addressState ?? emptyForm, here)
                : html`${addressLines(address)}<a href="/account.html">Change</a>`
            }
          </li>
          <li>
            <h2>Pay with</h2>
            ${
              card === undefined
                ? address === undefined
                  ? html`<p class="muted">Comes next.</p>`
                  : cardForm(shell, view.cardState ?? emptyForm, here)
                : html`${cardLine(card)}<a href="/account.html">Change</a>`
            }
          </li>
        </ol>
        <section class="side" aria-labelledby="sum">
          <h2 id="sum">Your socks</h2>
          <ul class="short-lines" role="list">
            ${lines.map(
              (line) =>
                html`<li>
                  <span>${line.name} <span class="muted">× ${String(line.quantity)}</span></span>
                  <span>${price(line.quantity * line.unitPrice)}</span>
                </li>`,
            )}
          </ul>
          ${totals(lines)}
          ${
            ready
              ? html`<form method="post" action="${here}" data-once>
                  ${tokenField(shell.formToken)}
                  <button class="button loud full">
                    Place order for ${price(subtotal(lines) + deliveryPrice)}
                  </button>
                </form>`
              : html`<p class="muted">
                  ${counted([address, card].filter((part) => part === undefined).length, 'step')} to go, then
                  you can place the order.
                </p>`
          }
        </section>
      </div>
    </div>`,
  });
}

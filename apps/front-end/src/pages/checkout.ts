import { addressForm, addressLines } from './address-form.ts';
import { cardForm, cardLine } from './card-form.ts';
import { choice } from './choice.ts';
import { folded } from './folded.ts';
import { emptyForm, tokenField, type FormState } from './form.ts';
import { layout } from './layout.ts';
import { html, nothing, type Markup } from './markup.ts';
import { counted, deliveryPrice, price } from './price.ts';
import { subtotal, totals } from './totals.ts';
import type { AddressView, CardView, LineView, Shell } from './view.ts';

/** What the checkout shows. */
export interface CheckoutView {
  readonly lines: readonly LineView[];
  /** Where the order may go; none: asked for. */
  readonly addresses: readonly AddressView[];
  /** What it may be paid with; none: asked for. */
  readonly cards: readonly CardView[];
  /** Where the order goes, one of the addresses. @default the first */
  readonly address?: AddressView;
  /** What it is paid with, one of the cards. @default the first */
  readonly card?: CardView;
  /** The address form as it came back. @default - not filled in yet */
  readonly addressState?: FormState;
  /** The card form as it came back. @default - not filled in yet */
  readonly cardState?: FormState;
  /** Why the last try was refused. @default - */
  readonly refusal?: string;
}

const here = '/checkout.html';
const orderForm = 'order';

function refused(view: CheckoutView): Markup {
  if (view.refusal === undefined) return nothing;
  return html`<div class="errors" role="alert" tabindex="-1" data-focus>
    <h2>The order was not placed</h2>
    <p>${view.refusal}</p>
    <p>Nothing was charged. <a href="/basket.html">Change the basket</a> or try again.</p>
  </div>`;
}

function deliverTo(shell: Shell, { addresses, address, card, addressState }: CheckoutView): Markup {
  // What is chosen on the other side of the page is chosen still when this form comes back.
  const hidden = { next: here, ...(card === undefined ? {} : { card: card.id }) };
  const form = addressForm(shell, addressState ?? emptyForm, hidden);
  if (address === undefined) return form;
  return html`${choice({
    name: 'address',
    legend: 'Deliver to',
    form: orderForm,
    options: addresses.map((one) => ({ id: one.id, shown: addressLines(one) })),
    chosen: address.id,
  })}
  ${folded('Use another address', addressState !== undefined, form)}`;
}

function payWith(shell: Shell, { cards, card, address, cardState }: CheckoutView): Markup {
  const hidden = { next: here, ...(address === undefined ? {} : { address: address.id }) };
  const form = cardForm(shell, cardState ?? emptyForm, hidden);
  if (card === undefined) return address === undefined ? html`<p class="muted">Comes next.</p>` : form;
  return html`${choice({
    name: 'card',
    legend: 'Pay with',
    form: orderForm,
    options: cards.map((one) => ({ id: one.id, shown: cardLine(one) })),
    chosen: card.id,
  })}
  ${folded('Use another card', cardState !== undefined, form)}`;
}

function place(shell: Shell, { lines, address, card }: CheckoutView): Markup {
  const missing = [address, card].filter((part) => part === undefined).length;
  if (missing > 0)
    return html`<p class="muted">${counted(missing, 'step')} to go, then you can place the order.</p>`;
  return html`<form id="${orderForm}" method="post" action="${here}" data-once>
    ${tokenField(shell.formToken)}
    <button class="button loud full">Place order for ${price(subtotal(lines) + deliveryPrice)}</button>
  </form>`;
}

/** The checkout: where to, with what, what for, and the button that places the order. */
export function renderCheckout(shell: Shell, view: CheckoutView): Markup {
  const { lines, refusal, addressState, cardState } = view;
  const wrong = refusal !== undefined || addressState !== undefined || cardState !== undefined;
  return layout(shell, {
    title: wrong ? 'Error: Checkout' : 'Checkout',
    body: html`<div class="wide">
      <h1>Checkout</h1>
      ${refused(view)}
      <div class="with-side">
        <ol class="steps" role="list">
          <li>
            <h2>Deliver to</h2>
            ${deliverTo(shell, view)}
          </li>
          <li>
            <h2>Pay with</h2>
            ${payWith(shell, view)}
          </li>
        </ol>
        <section class="side" aria-labelledby="sum">
          <h2 id="sum">Your socks</h2>
          <ul class="short-lines" role="list">
            ${lines.map(
              (line) =>
                html`<li>
                  <span>${line.name} <span class="muted">&times; ${String(line.quantity)}</span></span>
                  <span>${price(line.quantity * line.unitPrice)}</span>
                </li>`,
            )}
          </ul>
          ${totals(lines)} ${place(shell, view)}
        </section>
      </div>
    </div>`,
  });
}

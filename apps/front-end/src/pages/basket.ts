import { tokenField } from './form.ts';
import { layout } from './layout.ts';
import { html, type Markup } from './markup.ts';
import { counted, price } from './price.ts';
import { pictureOf, productPath } from './product-card.ts';
import { totals } from './totals.ts';
import type { LineView, Shell } from './view.ts';

/** Most pairs of one sock in a basket. */
export const mostPairs = 99;

function line(shell: Shell, one: LineView): Markup {
  const id = `quantity-${one.itemId}`;
  return html`<li class="line">
    <a class="thumb" href="${productPath(one.itemId)}" tabindex="-1" aria-hidden="true"
      ><img src="${pictureOf(one.name)}" alt="" width="400" height="480"
    /></a>
    <div class="line-text">
      <h2><a href="${productPath(one.itemId)}">${one.name}</a></h2>
      <p>${price(one.unitPrice)} a pair</p>
    </div>
    <form class="quantity" method="post" action="/basket/change">
      ${tokenField(shell.formToken)}<input type="hidden" name="id" value="${one.itemId}" />
      <label for="${id}">Pairs<span class="unseen"> of ${one.name}</span></label>
      <input
        id="${id}"
        name="quantity"
        type="number"
        inputmode="numeric"
        min="1"
        max="${String(mostPairs)}"
        value="${String(one.quantity)}"
        required
      />
      <button class="link">Update<span class="unseen"> ${one.name}</span></button>
    </form>
    <p class="line-price"><span class="unseen">Together </span>${price(one.unitPrice * one.quantity)}</p>
    <form class="remove" method="post" action="/basket/remove">
      ${tokenField(shell.formToken)}<input type="hidden" name="id" value="${one.itemId}" />
      <button class="link">Remove<span class="unseen"> ${one.name}</span></button>
    </form>
  </li>`;
}

const empty = html`<div class="empty">
  <img src="${pictureOf('Holy')}" alt="" width="400" height="480" />
  <p>Your basket is empty.</p>
  <a class="button loud" href="/category.html">See all socks</a>
</div>`;

/** The basket. */
export function renderBasket(shell: Shell, lines: readonly LineView[]): Markup {
  const pairs = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  return layout(shell, {
    title: 'Basket',
    current: 'basket',
    body: html`<div class="wide">
      <h1>Basket</h1>
      ${
        lines.length === 0
          ? empty
          : html`<div class="with-side">
              <ul class="lines" role="list">
                ${lines.map((one) => line(shell, one))}
              </ul>
              <section class="side" aria-labelledby="sum">
                <h2 id="sum">${counted(pairs, 'pair')}</h2>
                ${totals(lines)}
                <a class="button loud full" href="/checkout.html">Go to checkout</a>
                <form method="post" action="/basket/empty">
                  ${tokenField(shell.formToken)}<button class="link">Empty the basket</button>
                </form>
              </section>
            </div>`
      }
    </div>`,
  });
}

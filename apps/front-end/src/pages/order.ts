import { addressLines } from './address-form.ts';
import { cardLine } from './card-form.ts';
import { layout } from './layout.ts';
import { html, nothing, type Markup } from './markup.ts';
import { orderDate } from './order-date.ts';
import { counted, deliveryPrice, price } from './price.ts';
import { pictureOf, productPath } from './product-card.ts';
import type { LineView, OrderView, Shell } from './view.ts';

function line(one: LineView): Markup {
  return html`<li class="line bought">
    <a class="thumb" href="${productPath(one.itemId)}" tabindex="-1" aria-hidden="true"
      ><img src="${pictureOf(one.name)}" alt="" width="400" height="480"
    /></a>
    <div class="line-text">
      <h2><a href="${productPath(one.itemId)}">${one.name}</a></h2>
      <p>${counted(one.quantity, 'pair')} at ${price(one.unitPrice)}</p>
    </div>
    <p class="line-price">${price(one.quantity * one.unitPrice)}</p>
  </li>`;
}

/** One order. */
export function renderOrder(shell: Shell, order: OrderView): Markup {
  return layout(shell, {
    title: `Order of ${orderDate(order.date)}`,
    current: 'orders',
    body: html`<div class="wide">
      <nav class="crumbs" aria-label="Where you are">
        <a href="/customer-orders.html">Orders</a> <span aria-hidden="true">/</span>
        <span aria-current="page">${orderDate(order.date)}</span>
      </nav>
      <h1>Order of ${orderDate(order.date)}</h1>
      <div class="with-side">
        <ul class="lines" role="list">
          ${order.lines.map(line)}
        </ul>
        <section class="side" aria-labelledby="sum">
          <h2 id="sum">${counted(order.pairs, 'pair')}</h2>
          <dl class="totals">
            <div>
              <dt>Delivery</dt>
              <dd>${price(deliveryPrice)}</dd>
            </div>
            <div class="total">
              <dt>Total</dt>
              <dd>${price(order.total)}</dd>
            </div>
          </dl>
          ${
            order.address === undefined
              ? nothing
              : html`<h3>Delivered to</h3>
                  ${addressLines(order.address)}`
          }
          ${
            order.card === undefined
              ? nothing
              : html`<h3>Paid with</h3>
                  ${cardLine(order.card)}`
          }
          ${
            order.shipment === undefined
              ? nothing
              : html`<h3>Shipment</h3>
                  <p class="code">${order.shipment}</p>`
          }
          <h3>Order number</h3>
          <p class="code">${order.id}</p>
        </section>
      </div>
    </div>`,
  });
}

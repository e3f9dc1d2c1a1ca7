import { layout } from './layout.ts';
import { html, type Markup } from './markup.ts';
import { orderDate } from './order-date.ts';
import { counted, price } from './price.ts';
import { pictureOf } from './product-card.ts';
import type { OrderSummaryView, Shell } from './view.ts';

/** Address of an order's page. */
export const orderPath = (id: string): string => `/customer-order.html?order=${encodeURIComponent(id)}`;

function row(order: OrderSummaryView): Markup {
  return html`<li class="order">
    <div class="stack" aria-hidden="true">
      ${order.names
        .slice(0, 3)
        .map((name) => html`<img src="${pictureOf(name)}" alt="" width="400" height="480" />`)}
    </div>
    <div class="line-text">
      <h2><a href="${orderPath(order.id)}">${orderDate(order.date)}</a></h2>
      <p>${counted(order.pairs, 'pair')}</p>
    </div>
    <p class="line-price">${price(order.total)}</p>
  </li>`;
}

/** The customer's orders, newest first. */
export function renderOrders(shell: Shell, orders: readonly OrderSummaryView[]): Markup {
  return layout(shell, {
    title: 'Orders',
    current: 'orders',
    body: html`<div class="wide narrow">
      <h1>Orders</h1>
      ${
        orders.length === 0
          ? html`<div class="empty">
              <img src="${pictureOf('Classic')}" alt="" width="400" height="480" />
              <p>No orders yet.</p>
              <a class="button loud" href="/category.html">See all socks</a>
            </div>`
          : html`<ul class="lines" role="list">
              ${orders.map(row)}
            </ul>`
      }
    </div>`,
  });
}

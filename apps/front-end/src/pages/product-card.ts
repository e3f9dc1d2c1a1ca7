import { assetPath } from './assets.ts';
import { tokenField } from './form.ts';
import { html, type Markup } from './markup.ts';
import { pictureName } from './pictures/sock-design.ts';
import { price } from './price.ts';
import type { ProductView, Shell } from './view.ts';

/** Address of a sock's picture. */
export const pictureOf = (name: string, view: 'pair' | 'single' | 'close' = 'pair'): string =>
  assetPath(`/pictures/${pictureName(name)}${view === 'pair' ? '' : `-${view}`}.svg`);

/** Address of a sock's page. */
export const productPath = (id: string): string => `/detail.html?id=${encodeURIComponent(id)}`;

/** The button that puts a pair into the basket. */
export function addButton(shell: Shell, product: ProductView, looks: 'quiet' | 'loud'): Markup {
  if (product.stock < 1) return html`<p class="sold-out">Sold out</p>`;
  return html`<form method="post" action="/basket/add" data-add>
    ${tokenField(shell.formToken)}<input type="hidden" name="id" value="${product.id}" />
    <button class="button ${looks}">Add to basket<span class="unseen"> ${product.name}</span></button>
  </form>`;
}

function card(shell: Shell, product: ProductView): Markup {
  return html`<li class="card">
    <a class="card-link" href="${productPath(product.id)}">
      <img src="${pictureOf(product.name)}" alt="" width="400" height="480" loading="lazy" />
      <span class="card-name">${product.name}</span>
      <span class="card-price">${price(product.price)}</span>
    </a>
    ${addButton(shell, product, 'quiet')}
  </li>`;
}

/** Socks side by side. */
export const productGrid = (shell: Shell, products: readonly ProductView[]): Markup =>
  html`<ul class="grid" role="list">
    ${products.map((product) => card(shell, product))}
  </ul>`;

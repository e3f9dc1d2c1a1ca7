import { categoryPath } from './category-path.ts';
import { layout } from './layout.ts';
import { html, nothing, type Markup } from './markup.ts';
import { counted, deliveryPrice, price } from './price.ts';
import { addButton, pictureOf, productGrid } from './product-card.ts';
import type { ProductView, Shell } from './view.ts';

/** What a sock's page shows. */
export interface ProductPageView {
  readonly product: ProductView;
  /** Other socks to look at. */
  readonly related: readonly ProductView[];
}

const stock = (count: number): string =>
  count < 1 ? 'None left.' : count < 10 ? `Only ${counted(count, 'pair')} left.` : 'In stock.';

/** A sock's own page. */
export function renderProduct(shell: Shell, { product, related }: ProductPageView): Markup {
  return layout(shell, {
    title: product.name,
    current: 'socks',
    body: html`<div class="wide">
      <nav class="crumbs" aria-label="Where you are">
        <a href="/category.html">All socks</a> <span aria-hidden="true">/</span>
        <span aria-current="page">${product.name}</span>
      </nav>
      <article class="product">
        <div class="gallery">
          <img
            src="${pictureOf(product.name)}"
            alt="A pair of ${product.name} socks"
            width="400"
            height="480"
          />
          <img
            src="${pictureOf(product.name, 'close')}"
            alt="Their knit from near by"
            width="400"
            height="480"
          />
        </div>
        <div class="product-text">
          <h1>${product.name}</h1>
          <p class="price">${price(product.price)} <span>a pair</span></p>
          <p class="description">${product.description}</p>
          ${addButton(shell, product, 'loud')}
          <p class="stock">${stock(product.stock)} Delivery ${price(deliveryPrice)} for the whole basket.</p>
          ${
            product.tags.length === 0
              ? nothing
              : html`<ul class="chips small" role="list" aria-label="Kinds">
                  ${product.tags.map(
                    (tag) =>
                      html`<li><a class="chip" href="${categoryPath({ tags: [tag] })}">${tag}</a></li>`,
                  )}
                </ul>`
          }
        </div>
      </article>
      ${
        related.length === 0
          ? nothing
          : html`<section aria-labelledby="related">
              <h2 id="related">In the same drawer</h2>
              ${productGrid(shell, related)}
            </section>`
      }
    </div>`,
  });
}

import { assetPath } from './assets.ts';
import { layout } from './layout.ts';
import { html, nothing, type Markup } from './markup.ts';
import { counted, deliveryPrice, price } from './price.ts';
import { productGrid } from './product-card.ts';
import { categoryPath } from './category-path.ts';
import type { ProductView, Shell } from './view.ts';

/** What the home page shows. */
export interface HomeView {
  /** How many socks the catalogue has. */
  readonly size: number;
  readonly featured: readonly ProductView[];
  readonly tags: readonly string[];
}

/** The home page. */
export function renderHome(shell: Shell, view: HomeView): Markup {
  return layout(shell, {
    body: html`<section class="hero">
        <div class="wide">
          <h1>Good socks.<br />Never an odd one.</h1>
          <div>
            <p>
              ${counted(view.size, 'design')}, knitted to be worn out, sold by the pair. Delivery is
              ${price(deliveryPrice)}, whatever is in the basket.
            </p>
            <a class="button loud" href="/category.html">See all socks</a>
          </div>
        </div>
        <img class="line" src="${assetPath('/pictures/washing-line.svg')}" alt="" width="1400" height="420" />
      </section>
      <section class="wide" aria-labelledby="featured">
        <div class="section-head">
          <h2 id="featured">Fresh off the line</h2>
          <a href="/category.html">All ${counted(view.size, 'sock')}</a>
        </div>
        ${productGrid(shell, view.featured)}
      </section>
      ${
        view.tags.length === 0
          ? nothing
          : html`<section class="wide" aria-labelledby="kinds">
              <h2 id="kinds">By colour and occasion</h2>
              <ul class="chips" role="list">
                ${view.tags.map(
                  (tag) => html`<li><a class="chip" href="${categoryPath({ tags: [tag] })}">${tag}</a></li>`,
                )}
              </ul>
            </section>`
      }`,
  });
}

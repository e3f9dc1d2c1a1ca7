import { categoryPath, sortOrders, type CategoryQuery, type SortOrder } from './category-path.ts';
import { layout } from './layout.ts';
import { html, nothing, type Markup } from './markup.ts';
import { counted } from './price.ts';
import { productGrid } from './product-card.ts';
import type { ProductView, Shell } from './view.ts';

/** What a page of the catalogue shows. */
export interface CategoryView {
  readonly query: Required<CategoryQuery>;
  /** Socks on this page. */
  readonly products: readonly ProductView[];
  /** Socks on all pages. */
  readonly total: number;
  /** Every tag of the catalogue. */
  readonly tags: readonly string[];
}

const sortNames: Readonly<Record<SortOrder, string>> = {
  id: 'Our order',
  name: 'Name',
  price: 'Price, low first',
  'price-desc': 'Price, high first',
};

function tagChip(query: Required<CategoryQuery>, tag: string): Markup {
  const chosen = query.tags.includes(tag);
  const tags = chosen ? query.tags.filter((other) => other !== tag) : [...query.tags, tag];
  const href = categoryPath({ ...query, tags, page: 1 });
  return html`<li>
    <a class="chip" href="${href}" ${chosen ? html`aria-current="true"` : nothing}
      >${tag}${chosen ? html`<span class="unseen">, chosen; follow to remove</span>` : nothing}</a
    >
  </li>`;
}

function sorting(query: Required<CategoryQuery>): Markup {
  return html`<nav class="sorting" aria-label="Sort">
    <ul role="list">
      ${sortOrders.map(
        (sort) =>
          html`<li>
            <a
              href="${categoryPath({ ...query, sort, page: 1 })}"
              ${sort === query.sort ? html`aria-current="true"` : nothing}
              >${sortNames[sort]}</a
            >
          </li>`,
      )}
    </ul>
  </nav>`;
}

function paging(query: Required<CategoryQuery>, pages: number): Markup {
  if (pages < 2) return nothing;
  const to = (page: number): string => categoryPath({ ...query, page });
  const near = Array.from({ length: pages }, (_, index) => index + 1).filter(
    (page) => page === 1 || page === pages || Math.abs(page - query.page) <= 2,
  );
  return html`<nav class="paging" aria-label="Pages">
    <ul role="list">
      ${query.page > 1 ? html`<li><a href="${to(query.page - 1)}" rel="prev">Back</a></li>` : nothing}
      ${near.map(
        (page) =>
          html`<li>
            <a href="${to(page)}" ${page === query.page ? html`aria-current="page"` : nothing}
              ><span class="unseen">Page </span>${String(page)}</a
            >
          </li>`,
      )}
      ${query.page < pages ? html`<li><a href="${to(query.page + 1)}" rel="next">Next</a></li>` : nothing}
    </ul>
  </nav>`;
}

/** A page of the catalogue: tags to choose from, an order, and socks. */
export function renderCategory(shell: Shell, view: CategoryView): Markup {
  const { query } = view;
  const pages = Math.ceil(view.total / query.size);
  return layout(shell, {
    title: query.tags.length === 0 ? 'All socks' : `Socks: ${query.tags.join(', ')}`,
    current: 'socks',
    body: html`<div class="wide">
      <h1>${query.tags.length === 0 ? 'All socks' : 'Socks'}</h1>
      ${
        view.tags.length === 0
          ? nothing
          : html`<nav aria-label="Kinds of socks">
              <ul class="chips" role="list">
                ${view.tags.map((tag) => tagChip(query, tag))}
              </ul>
            </nav>`
      }
      <div class="section-head">
        <p>
          ${counted(view.total, 'design')}${
            query.tags.length === 0
              ? nothing
              : html` with ${query.tags.join(' or ')}. <a href="/category.html">Show all</a>`
          }
        </p>
        ${sorting(query)}
      </div>
      ${
        view.products.length === 0
          ? html`<div class="empty">
              <p>No socks here. Choose other kinds, or <a href="/category.html">look at all of them</a>.</p>
            </div>`
          : productGrid(shell, view.products)
      }
      ${paging(query, pages)}
    </div>`,
  });
}

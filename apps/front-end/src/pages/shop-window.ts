import type { Catalogue } from '../backends/catalogue.ts';
import { productView } from './product-view.ts';
import type { ProductView } from './view.ts';

/** The catalogue as pages show it. */
export interface WindowContent {
  readonly products: readonly ProductView[];
  readonly tags: readonly string[];
}

/** Most products that pages show. */
const mostProducts = '1000';

/**
 * The catalogue for pages: all of it, as its sorting is not to be relied on. It is made anew only when the catalogue's
 * answer is another one.
 * @returns a function that gives the content, or throws BackendError
 */
export function shopWindow(catalogue: Catalogue): () => Promise<WindowContent> {
  let seen: unknown;
  let content: WindowContent | undefined;
  return async () => {
    const [products, tags] = await Promise.all([
      catalogue.list({ page: '1', size: mostProducts }),
      catalogue.tags(),
    ]);
    if (content?.tags !== tags || seen !== products) {
      content = { products: products.map(productView), tags };
      seen = products;
    }
    return content;
  };
}

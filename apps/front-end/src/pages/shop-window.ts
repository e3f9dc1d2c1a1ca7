import type { Catalogue } from '../backends/catalogue.ts';
import { productView } from './product-view.ts';
import type { ProductView } from './view.ts';

/** The catalogue as pages show it. */
export interface WindowContent {
  readonly products: readonly ProductView[];
  readonly tags: readonly string[];
}

/** How long the shop's window is looked at before it is dressed again. */
export interface ShopWindowOptions {
  readonly catalogue: Catalogue;
  /** Milliseconds that an answer of the catalogue serves. @default 2000 */
  readonly freshFor?: number;
  /** Milliseconds since some moment; for tests. @default performance.now */
  readonly now?: () => number;
}

/** Most products that pages show. */
const mostProducts = '1000';

/**
 * The catalogue for pages: asked once for all visitors of a moment, as its sorting is not to be relied on and a
 * page needs all of it. A failure is not kept.
 * @returns a function that gives the content, or throws BackendError
 */
export function shopWindow(options: ShopWindowOptions): () => Promise<WindowContent> {
  const { catalogue, freshFor = 2000, now = () => performance.now() } = options;
  let kept: { readonly until: number; readonly content: Promise<WindowContent> } | undefined;

  const look = async (): Promise<WindowContent> => {
    const [products, tags] = await Promise.all([
      catalogue.list({ page: '1', size: mostProducts }),
      catalogue.tags(),
    ]);
    return { products: products.map(productView), tags };
  };

  return () => {
    if (kept !== undefined && now() < kept.until) return kept.content;
    const content = look();
    const mine = { until: now() + freshFor, content };
    kept = mine;
    content.catch(() => {
      if (kept === mine) kept = undefined;
    });
    return content;
  };
}

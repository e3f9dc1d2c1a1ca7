import type { BasketLine, Counter, PageRequest } from '../counter.ts';
import type { WindowContent } from '../shop-window.ts';
import type { Shell } from '../view.ts';

/** What the routes of pages work with. */
export interface PageContext {
  readonly counter: Counter;
  /** The catalogue of this moment. @throws BackendError */
  readonly look: () => Promise<WindowContent>;
  /**
   * The part of a page that is the same for all; answers even while back ends do not. A page that has asked for the
   * basket already hands it over.
   */
  readonly shell: (c: PageRequest, basket?: Promise<readonly BasketLine[]>) => Promise<Shell>;
}

import { LRUCache } from 'lru-cache';
import type { Catalogue } from './catalogue.ts';

/** How long answers of the catalogue serve. */
export interface KeptCatalogueOptions {
  readonly catalogue: Catalogue;
  /** Milliseconds from the question for which its answer serves everybody; 0 asks each time. */
  readonly freshFor: number;
  /** Milliseconds since some moment; for tests. @default performance.now */
  readonly now?: () => number;
}

/** Most questions whose answers are kept: strangers choose the tags and pages that they ask for. */
const mostQuestions = 100;

/**
 * A catalogue that asks once for everybody who wants to know the same in a moment: it is the same for all visitors, and
 * most of what a shop is asked. A failure is not kept. Pictures are not kept either, as browsers keep them.
 */
export function keptCatalogue({ catalogue, freshFor, now }: KeptCatalogueOptions): Catalogue {
  if (freshFor === 0) {
    return catalogue;
  }
  const keep = <T>(ask: (question: string) => Promise<T>): ((question: string) => Promise<T>) => {
    const answers = new LRUCache<string, Promise<T>>({
      max: mostQuestions,
      ttl: freshFor,
      ...(now === undefined ? {} : { perf: { now }, ttlResolution: 0 }),
    });
    return (question) => {
      const kept = answers.get(question);
      if (kept !== undefined) {
        return kept;
      }
      const answer = ask(question);
      answers.set(question, answer);
      answer.catch(() => {
        if (answers.peek(question) === answer) {
          answers.delete(question);
        }
      });
      return answer;
    };
  };
  const list = keep((question) => catalogue.list(JSON.parse(question) as Parameters<Catalogue['list']>[0]));
  const size = keep((question) => catalogue.size(JSON.parse(question) as Parameters<Catalogue['size']>[0]));
  const product = keep((id) => catalogue.product(id));
  const tags = keep(() => catalogue.tags());
  return {
    list: ({ tags: any, sort, page, size: most } = {}) =>
      list(JSON.stringify({ tags: any, sort, page, size: most })),
    size: ({ tags: any } = {}) => size(JSON.stringify({ tags: any })),
    product,
    tags: () => tags(''),
    image: (path) => catalogue.image(path),
  };
}

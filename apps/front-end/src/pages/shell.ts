import type { BasketLine, Counter, PageRequest } from './counter.ts';
import { pairsIn } from './line-view.ts';
import { noticeOf } from './notice.ts';
import type { Shell, Visitor } from './view.ts';

/** A part of the page that the page can do without. */
const ifAnswered = async <T>(answer: Promise<T>): Promise<T | undefined> => {
  try {
    return await answer;
  } catch {
    return undefined;
  }
};

async function visitor(
  counter: Counter,
  c: PageRequest,
  basket: Promise<readonly BasketLine[]>,
): Promise<Visitor> {
  const [name, lines] = await Promise.all([ifAnswered(counter.firstName(c)), ifAnswered(basket)]);
  return {
    ...(name === undefined ? {} : { name }),
    ...(lines === undefined ? {} : { basketCount: pairsIn(lines) }),
  };
}

/** The part of a page that is the same for all, for whoever asks; never fails because of a back end. */
export async function shellOf(
  counter: Counter,
  c: PageRequest,
  basket: Promise<readonly BasketLine[]> = counter.basket(c),
): Promise<Shell> {
  const notice = noticeOf(c.req.query('done'));
  return {
    visitor: await visitor(counter, c, basket),
    formToken: counter.formToken(c),
    ...(notice === undefined ? {} : { notice }),
  };
}

import type { BasketLine } from './counter.ts';
import type { LineView, ProductView } from './view.ts';

/** Lines with the names of their socks; a sock that the catalogue has no more is shown by its id. */
export function lineViews(
  lines: readonly BasketLine[],
  products: readonly ProductView[],
): readonly LineView[] {
  const names = new Map(products.map(({ id, name }) => [id, name]));
  return lines.map(({ itemId, quantity, unitPrice }) => ({
    itemId,
    quantity,
    unitPrice,
    name: names.get(itemId) ?? itemId,
  }));
}

/** Pairs in these lines. */
export const pairsIn = (lines: readonly Pick<BasketLine, 'quantity'>[]): number =>
  lines.reduce((sum, { quantity }) => sum + quantity, 0);

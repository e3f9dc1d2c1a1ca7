const format = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });

/** What the carrier takes for an order, in dollars: the orders service adds it to every total. */
export const deliveryPrice = 4.99;

/** A price as the shop shows it: dollars with two digits, `$17.15`. */
export const price = (dollars: number): string => format.format(dollars);

/** A whole number with its word: `1 pair`, `2 pairs`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${String(count)} ${count === 1 ? one : many}`;

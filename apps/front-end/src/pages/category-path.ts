/** Orders that socks can be shown in. */
export const sortOrders = ['id', 'name', 'price', 'price-desc'] as const;

/** How the socks are sorted: as the catalogue has them, by name, or by price. */
export type SortOrder = (typeof sortOrders)[number];

/** What of the catalogue a page shows. */
export interface CategoryQuery {
  /** Socks with one of these tags. @default - all socks */
  readonly tags?: readonly string[];
  /** @default 'id' */
  readonly sort?: SortOrder;
  /** From 1. @default 1 */
  readonly page?: number;
  /** Socks on a page. @default 8 */
  readonly size?: number;
}

/** Socks on a page, unless the address says otherwise. */
export const pageSize = 8;

/** Address of a page of the catalogue; names of the query as Sock Shop has them, defaults left out. */
export function categoryPath(query: CategoryQuery): string {
  const search = new URLSearchParams();
  if (query.tags !== undefined && query.tags.length > 0) search.set('tags', query.tags.join(','));
  if (query.sort !== undefined && query.sort !== 'id') search.set('sort', query.sort);
  if (query.page !== undefined && query.page > 1) search.set('page', String(query.page));
  if (query.size !== undefined && query.size !== pageSize) search.set('size', String(query.size));
  const text = search.toString().replaceAll('%2C', ',');
  return text === '' ? '/category.html' : `/category.html?${text}`;
}

/** A query read from an address; what makes no sense there is taken as not said. */
export function readCategoryQuery(search: URLSearchParams): Required<CategoryQuery> {
  const whole = (name: string, most: number, fallback: number): number => {
    const text = search.get(name) ?? '';
    const number = /^\d{1,6}$/.test(text) ? Number(text) : 0;
    return number < 1 ? fallback : Math.min(number, most);
  };
  const tags = (search.get('tags') ?? '')
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '' && tag.length <= 40);
  return {
    tags: [...new Set(tags)].slice(0, 20),
    sort: sortOrders.find((order) => order === search.get('sort')) ?? 'id',
    page: whole('page', 100_000, 1),
    size: whole('size', 60, pageSize),
  };
}

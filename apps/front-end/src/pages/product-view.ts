import type { Product } from '../backends/catalogue.ts';
import type { CategoryQuery } from './category-path.ts';
import type { ProductView } from './view.ts';

/** A product of the catalogue as pages show it. */
export const productView = (product: Product): ProductView => ({
  id: product.id,
  name: product.name,
  description: product.description,
  price: product.price,
  stock: product.count,
  tags: product.tag,
});

const byName = (a: ProductView, b: ProductView): number => a.name.localeCompare(b.name, 'en');

const orders: Readonly<Record<Required<CategoryQuery>['sort'], (a: ProductView, b: ProductView) => number>> =
  {
    id: () => 0,
    name: byName,
    price: (a, b) => a.price - b.price || byName(a, b),
    'price-desc': (a, b) => b.price - a.price || byName(a, b),
  };

/** The products that a query asks for, in its order, before paging. */
export function chosen(
  products: readonly ProductView[],
  query: Required<CategoryQuery>,
): readonly ProductView[] {
  return products
    .filter(({ tags }) => query.tags.length === 0 || query.tags.some((tag) => tags.includes(tag)))
    .toSorted(orders[query.sort]);
}

/** Other socks to show beside one: those with most tags in common first. */
export function relatedTo(
  product: ProductView,
  products: readonly ProductView[],
  most: number,
): readonly ProductView[] {
  const common = (other: ProductView): number =>
    other.tags.filter((tag) => product.tags.includes(tag)).length;
  return products
    .filter((other) => other.id !== product.id)
    .toSorted((a, b) => common(b) - common(a))
    .slice(0, most);
}

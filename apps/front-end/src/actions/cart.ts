import { Problem } from '../problems/problem.ts';
import type { CartItem } from '../backends/carts.ts';
import type { Product } from '../backends/catalogue.ts';
import type { Shop } from '../shop.ts';
import type { Visit } from '../sessions/visit.ts';

/** Most pieces of one product in a cart. */
export const mostPieces = 1_000;

/** What is in the visitor's cart. Asks nobody when there is no session yet. */
export async function cartItems(shop: Shop, visit: Visit): Promise<readonly CartItem[]> {
  const owner = await visit.knownCartOwner();
  return owner === undefined ? [] : await shop.backends.carts.items(owner);
}

/** Adds one piece of a product. @throws Problem 404 when there is no such product */
export async function addToCart(shop: Shop, visit: Visit, id: string): Promise<void> {
  const product = await productOf(shop, id);
  await shop.backends.carts.add(await visit.cartOwner(), { itemId: product.id, unitPrice: product.price });
}

/** Sets how many pieces of a product are in the cart. @throws Problem 404 when there is no such product */
export async function updateCart(shop: Shop, visit: Visit, id: string, quantity: number): Promise<void> {
  const product = await productOf(shop, id);
  await shop.backends.carts.update(await visit.cartOwner(), {
    itemId: product.id,
    quantity,
    unitPrice: product.price,
  });
}

/** Takes a product out of the cart. */
export async function removeFromCart(shop: Shop, visit: Visit, id: string): Promise<void> {
  await shop.backends.carts.remove(await visit.cartOwner(), id);
}

/** Takes everything out of the cart. */
export async function emptyCart(shop: Shop, visit: Visit): Promise<void> {
  await shop.backends.carts.empty(await visit.cartOwner());
}

async function productOf(shop: Shop, id: string): Promise<Product> {
  const product = await shop.backends.catalogue.product(id);
  if (product === undefined) {
    throw new Problem(404, 'There is no such product.');
  }
  return product;
}

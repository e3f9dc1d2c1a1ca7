import type { Address, Card, Customer, NewAddress, NewCard } from '../backends/account-data.ts';
import { Problem } from '../problems/problem.ts';
import type { Shop } from '../shop.ts';
import type { LoggedIn } from '../sessions/session-store.ts';
import type { Visit } from '../sessions/visit.ts';

/** Who is logged in. @throws Problem 401 when nobody is */
export async function requireCustomer(visit: Visit): Promise<LoggedIn> {
  const customer = await visit.customer();
  if (customer === undefined) {
    throw new Problem(401, 'User not logged in.');
  }
  return customer;
}

/** The customer who is logged in. @throws Problem 401 when nobody is, 404 when the customer is gone */
export async function ownCustomer(shop: Shop, visit: Visit): Promise<Customer> {
  const { id } = await requireCustomer(visit);
  const customer = await shop.backends.users.customer(id);
  if (customer === undefined) {
    throw new Problem(404, 'This customer is not there any more.');
  }
  return customer;
}

/** Addresses of the customer who is logged in. @throws Problem 401 when nobody is */
export async function ownAddresses(shop: Shop, visit: Visit): Promise<readonly Address[]> {
  return await shop.backends.users.addresses((await requireCustomer(visit)).id);
}

/** Cards of the customer who is logged in, each with the last four digits only. @throws Problem 401 when nobody is */
export async function ownCards(shop: Shop, visit: Visit): Promise<readonly Card[]> {
  const cards = await shop.backends.users.cards((await requireCustomer(visit)).id);
  return cards.map((card) => ({ ...card, longNum: maskNumber(card.longNum) }));
}

/** A card's number with all but its last four digits hidden. */
export function maskNumber(longNum: string): string {
  return longNum.replace(/.(?=.{4})/gu, '*');
}

/** Keeps an address for the customer who is logged in. @returns its id @throws Problem 401 when nobody is */
export async function addAddress(shop: Shop, visit: Visit, address: NewAddress): Promise<string> {
  return await shop.backends.users.addAddress((await requireCustomer(visit)).id, address);
}

/** Keeps a card for the customer who is logged in. @returns its id @throws Problem 401 when nobody is */
export async function addCard(shop: Shop, visit: Visit, card: NewCard): Promise<string> {
  return await shop.backends.users.addCard((await requireCustomer(visit)).id, card);
}

/** Removes an own address or card. @throws Problem 401 when nobody is logged in, 404 when it is not their own */
export async function removeOwn(
  shop: Shop,
  visit: Visit,
  kind: 'addresses' | 'cards',
  id: string,
): Promise<void> {
  const own = kind === 'cards' ? await ownCards(shop, visit) : await ownAddresses(shop, visit);
  if (!own.some((one) => one.id === id)) {
    throw new Problem(404, kind === 'cards' ? 'You have no such card.' : 'You have no such address.');
  }
  await shop.backends.users.remove(kind, id);
}

/** Removes the customer who is logged in, and logs out. @throws Problem 401, or 403 when it is somebody else */
export async function removeCustomer(shop: Shop, visit: Visit, id: string): Promise<void> {
  const own = await requireCustomer(visit);
  if (own.id !== id) {
    throw new Problem(403, 'Customers can only remove themselves.');
  }
  await shop.backends.users.remove('customers', id);
  await visit.logOut();
}

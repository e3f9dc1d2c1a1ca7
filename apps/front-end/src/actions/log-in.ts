import type { Registration } from '../backends/account-data.ts';
import { Problem } from '../problems/problem.ts';
import type { Shop } from '../shop.ts';
import type { Visit } from '../sessions/visit.ts';

/** Who wants to log in, from which network address. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
  readonly address: string;
}

/**
 * Logs a customer in: a new session, and what the visitor had in the cart goes to the customer's.
 * @throws Problem 401 for a wrong name or password, 429 after too many of them
 */
export async function logIn(shop: Shop, visit: Visit, credentials: Credentials): Promise<void> {
  const { username, password, address } = credentials;
  await shop.loginLimit.check(username, address);
  const customer = await shop.backends.users.login(username, password);
  if (customer === undefined) {
    await shop.loginLimit.failed(username, address);
    throw new Problem(401, 'This name and password don’t belong together.', {
      // A browser would ask for a password by itself if the scheme were Basic.
      headers: { 'www-authenticate': 'FormBasic realm="WeaveSocks"' },
    });
  }
  await shop.loginLimit.succeeded(username);
  await enter(shop, visit, customer);
}

/**
 * Makes a customer and logs them in.
 * @returns the customer's id
 * @throws Problem 409 when the name is taken
 */
export async function register(shop: Shop, visit: Visit, registration: Registration): Promise<string> {
  const id = await shop.backends.users.register(registration);
  if (id === undefined) {
    throw new Problem(409, 'This name is taken. Please choose another one.');
  }
  await enter(shop, visit, { id, username: registration.username, firstName: registration.firstName });
  return id;
}

async function enter(
  shop: Shop,
  visit: Visit,
  { id, username, firstName }: { readonly id: string; readonly username: string; readonly firstName: string },
): Promise<void> {
  const visitor = await visit.logIn({ id, username, firstName });
  if (visitor !== undefined) {
    // A login is worth more than a cart: it must not fail with it.
    await shop.backends.carts.merge(id, visitor).catch(() => undefined);
  }
}

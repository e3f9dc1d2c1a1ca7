/** What a shopper does once: one request. */
export interface Step {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Somebody with a login, an address and a card. */
export interface Shopper {
  readonly username: string;
  readonly password: string;
}

const sock = 'a0a4f044-b040-410d-8ead-4de0446aec7e';

/** Makes a shopper a customer. */
export function registration({ username, password }: Shopper): readonly Step[] {
  const email = `${username}@example.com`;
  return [
    {
      method: 'POST',
      path: '/register',
      body: { username, password, email, firstName: 'Ada', lastName: 'Knit' },
    },
    {
      method: 'POST',
      path: '/addresses',
      body: { number: '12', street: 'Loom Lane', city: 'Paisley', postcode: 'PA1 1AA', country: 'Scotland' },
    },
    { method: 'POST', path: '/cards', body: { longNum: '4111111111111234', expires: '04/30', ccv: '123' } },
  ];
}

/**
 * A visit to the shop, from the door to the order: the pages and the calls that Sock Shop's own pages make from the browser.
 * Paths are Sock Shop's, so that any front-end of it can be visited.
 */
export function visit({ username, password }: Shopper): readonly Step[] {
  const get = (path: string): Step => ({ method: 'GET', path });
  const basic = Buffer.from(`${username}:${password}`).toString('base64');
  return [
    get('/'),
    get('/catalogue?size=5'),
    get('/category.html'),
    get('/tags'),
    get('/catalogue/size'),
    get('/catalogue?page=1&size=6'),
    get('/catalogue?page=1&size=6&tags=blue'),
    get(`/detail.html?id=${sock}`),
    get(`/catalogue/${sock}`),
    get('/cart'),
    { method: 'POST', path: '/cart', body: { id: sock } },
    get('/basket.html'),
    { method: 'POST', path: '/cart/update', body: { id: sock, quantity: 2 } },
    { ...get('/login'), headers: { authorization: `Basic ${basic}` } },
    get('/cart'),
    get('/card'),
    get('/address'),
    { method: 'POST', path: '/orders' },
    { method: 'DELETE', path: '/cart' },
    get('/orders'),
  ];
}

/** Pages of {@link visit}, by the file that a front-end with static pages serves. */
export const pages: Readonly<Record<string, string>> = {
  'index.html': '/',
  'category.html': '/category.html',
  'detail.html': `/detail.html?id=${sock}`,
  'basket.html': '/basket.html',
};

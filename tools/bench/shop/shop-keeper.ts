import { type Answer, ok, type Question } from './answer.ts';
import { catalogueOfSocks } from './catalogue-of-socks.ts';

interface Line {
  readonly id: string;
  readonly itemId: string;
  quantity: number;
  unitPrice: number;
}

interface Person {
  readonly shown: string;
  addresses: string;
  cards: string;
  readonly orders: string[];
}

const nothing = (status: number): Answer => ({ status });

/**
 * Makes the four services in one: ten socks, carts, customers with a name and any password, and orders of
 * what is in the cart. Answers have the form of the real ones.
 */
export function makeShopKeeper(origin: string): (question: Question) => Answer {
  const carts = new Map<string, Line[]>();
  const people = new Map<string, Person>();
  const catalogue = catalogueOfSocks(origin);
  let made = 0;
  const newId = (): string => (made += 1).toString(16).padStart(24, '0');

  const cart = (method: string, owner: string, url: string, body: string): Answer => {
    const lines = carts.get(owner) ?? [];
    if (method === 'DELETE') {
      carts.delete(owner);
      return nothing(202);
    }
    if (url.includes('/merge?')) {
      const visitor = url.slice(url.indexOf('sessionId=') + 'sessionId='.length);
      carts.set(owner, [...lines, ...(carts.get(visitor) ?? [])]);
      carts.delete(visitor);
      return nothing(202);
    }
    if (method === 'GET') return ok(lines);
    const { itemId, unitPrice, quantity = 1 } = JSON.parse(body) as Omit<Line, 'id'>;
    const there = lines.find((line) => line.itemId === itemId);
    if (there !== undefined) there.quantity = method === 'PATCH' ? quantity : there.quantity + quantity;
    const line = there ?? { id: newId(), itemId, quantity, unitPrice };
    if (there === undefined) carts.set(owner, [...lines, line]);
    return method === 'PATCH' ? nothing(202) : ok(line, 201);
  };

  const link = (path: string) => ({ href: `${origin}${path}` });
  const linked = (kind: string, one: string, id: string) => ({
    [one]: link(`/${kind}/${id}`),
    self: link(`/${kind}/${id}`),
  });

  const register = (body: string): Answer => {
    const { username, firstName, lastName } = JSON.parse(body) as Record<string, string>;
    const id = username ?? '';
    const lists = { addresses: link(`/customers/${id}/addresses`), cards: link(`/customers/${id}/cards`) };
    const shown = {
      id,
      username,
      firstName,
      lastName,
      _links: { ...lists, ...linked('customers', 'customer', id) },
    };
    people.set(id, { shown: JSON.stringify(shown), addresses: '', cards: '', orders: [] });
    return ok({ id });
  };

  const keep = (kind: 'addresses' | 'cards', body: string): Answer => {
    const { userID = '', ...fields } = JSON.parse(body) as Record<string, string>;
    const one = kind === 'cards' ? 'card' : 'address';
    const id = newId();
    const person = people.get(userID);
    const shown = { id, ...fields, _links: linked(kind, one, id) };
    if (person !== undefined) person[kind] = JSON.stringify({ _embedded: { [one]: [shown] } });
    return ok({ id });
  };

  const place = (body: string): Answer => {
    const wanted = JSON.parse(body) as Readonly<Record<'customer' | 'items', string>>;
    const customerId = wanted.customer.slice(wanted.customer.lastIndexOf('/') + 1);
    const items = carts.get(customerId) ?? [];
    const id = newId();
    const total = items.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 4.99);
    const order = {
      id,
      customerId,
      items,
      date: '2026-01-01T00:00:00.000+0000',
      total,
      _links: { self: link(`/orders/${id}`) },
    };
    const json = JSON.stringify(order);
    people.get(customerId)?.orders.push(json);
    return { status: 201, json };
  };

  const customer = (id: string, list: string | undefined): Answer => {
    const person = people.get(id);
    if (person === undefined) return ok({ error: 'not found' }, 500);
    if (list === undefined) return { status: 200, json: person.shown };
    return { status: 200, json: list === 'cards' ? person.cards : person.addresses };
  };

  return ({ method, url, authorization = '', body }) => {
    const [, first = '', second = '', third] = url.split('/');
    switch (first.split('?', 1)[0]) {
      case 'catalogue':
      case 'tags':
        return catalogue(url);
      case 'carts':
        return cart(method, second, url, body);
      case 'login': {
        const [name = ''] = Buffer.from(authorization.slice('Basic '.length), 'base64').toString().split(':');
        const person = people.get(name);
        return person === undefined ? nothing(401) : { status: 200, json: `{"user":${person.shown}}` };
      }
      case 'register':
        return register(body);
      case 'addresses':
      case 'cards':
        return keep(first as 'addresses' | 'cards', body);
      case 'customers':
        return customer(second, third);
      case 'orders': {
        if (method === 'POST') return place(body);
        const orders = people.get(url.slice(url.indexOf('custId=') + 'custId='.length))?.orders ?? [];
        return { status: 200, json: `{"_embedded":{"customerOrders":[${orders.join(',')}]}}` };
      }
      default:
        return nothing(404);
    }
  };
}

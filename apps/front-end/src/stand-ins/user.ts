import { createHash, randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { customers, type Person } from './people.ts';

const hash = (salt: string, password: string): string =>
  createHash('sha1')
    .update(salt + password)
    .digest('hex');
const newId = (): string => randomBytes(12).toString('hex');

/** STAND-IN of the user service: the three seeded logins, and who registers, in memory. `origin` is its own address. */
export function userStandIn(origin: () => string): Hono {
  const people = new Map<string, Person>(customers().map((person) => [person.id, person]));
  const links = (kind: string, one: string, id: string) => ({
    [one]: { href: `${origin()}/${kind}/${id}` },
    self: { href: `${origin()}/${kind}/${id}` },
  });
  const showCustomer = ({ id, firstName, lastName, username }: Person) => ({
    firstName,
    lastName,
    username,
    id,
    _links: {
      addresses: { href: `${origin()}/customers/${id}/addresses` },
      cards: { href: `${origin()}/customers/${id}/cards` },
      ...links('customers', 'customer', id),
    },
  });
  const showAddress = (address: Person['addresses'][number]) => ({
    ...address,
    _links: links('addresses', 'address', address.id),
  });
  const showCard = (card: Person['cards'][number]) => ({
    ...card,
    longNum: card.longNum.replace(/.(?=.{4})/gu, '*'),
    _links: links('cards', 'card', card.id),
  });
  const failure = (error: string, status_code: 401 | 500) => ({
    error,
    status_code,
    status_text: status_code === 401 ? 'Unauthorized' : 'Internal Server Error',
  });
  const all = () => [...people.values()];

  const app = new Hono();
  app.get('/login', (c) => {
    const [scheme, value = ''] = (c.req.header('authorization') ?? '').split(' ');
    const [username, ...rest] = Buffer.from(value, 'base64').toString('utf8').split(':');
    const person = all().find((one) => one.username === username);
    if (scheme !== 'Basic') {
      return c.json(failure('Unauthorized', 401), 401);
    }
    if (person === undefined) {
      return c.json(failure('not found', 500), 500);
    }
    return person.password === hash(person.salt, rest.join(':'))
      ? c.json({ user: showCustomer(person) })
      : c.json(failure('Unauthorized', 401), 401);
  });
  app.post('/register', async (c) => {
    const { username, password, email, firstName, lastName } = await c.req.json<Record<string, string>>();
    if (all().some((one) => one.username === username)) {
      return c.json(failure('E11000 duplicate key error: username', 500), 500);
    }
    const salt = newId();
    const id = newId();
    people.set(id, {
      id,
      username: username ?? '',
      email: email ?? '',
      firstName: firstName ?? '',
      lastName: lastName ?? '',
      salt,
      password: hash(salt, password ?? ''),
      addresses: [],
      cards: [],
    });
    return c.json({ id });
  });
  app.get('/customers', (c) => c.json({ _embedded: { customer: all().map(showCustomer) } }));
  app.get('/customers/:id', (c) => {
    const person = people.get(c.req.param('id'));
    return person === undefined ? c.json(failure('not found', 500), 500) : c.json(showCustomer(person));
  });
  app.get('/customers/:id/addresses', (c) => {
    const person = people.get(c.req.param('id'));
    return person === undefined
      ? c.json(failure('not found', 500), 500)
      : c.json({ _embedded: { address: person.addresses.map(showAddress) } });
  });
  app.get('/customers/:id/cards', (c) => {
    const person = people.get(c.req.param('id'));
    return person === undefined
      ? c.json(failure('not found', 500), 500)
      : c.json({ _embedded: { card: person.cards.map(showCard) } });
  });
  app.get('/addresses/:id', (c) => {
    const found = all()
      .flatMap(({ addresses }) => addresses)
      .find(({ id }) => id === c.req.param('id'));
    return found === undefined ? c.json(failure('not found', 500), 500) : c.json(showAddress(found));
  });
  app.get('/cards/:id', (c) => {
    const found = all()
      .flatMap(({ cards }) => cards)
      .find(({ id }) => id === c.req.param('id'));
    return found === undefined ? c.json(failure('not found', 500), 500) : c.json(showCard(found));
  });
  app.post('/addresses', async (c) => {
    const {
      userID = '',
      number = '',
      street = '',
      city = '',
      postcode = '',
      country = '',
    } = await c.req.json<Record<string, string>>();
    const person = people.get(userID);
    if (person === undefined) {
      return c.json(failure('Invalid Id Hex', 500), 500);
    }
    const id = newId();
    person.addresses.push({ id, number, street, city, postcode, country });
    return c.json({ id });
  });
  app.post('/cards', async (c) => {
    const { userID = '', longNum = '', expires = '', ccv = '' } = await c.req.json<Record<string, string>>();
    const person = people.get(userID);
    if (person === undefined) {
      return c.json(failure('Invalid Id Hex', 500), 500);
    }
    const id = newId();
    person.cards.push({ id, longNum, expires, ccv });
    return c.json({ id });
  });
  app.delete('/customers/:id', (c) => c.json({ status: people.delete(c.req.param('id')) }));
  app.delete('/addresses/:id', (c) => {
    for (const person of all()) {
      person.addresses = person.addresses.filter(({ id }) => id !== c.req.param('id'));
    }
    return c.json({ status: true });
  });
  app.delete('/cards/:id', (c) => {
    for (const person of all()) {
      person.cards = person.cards.filter(({ id }) => id !== c.req.param('id'));
    }
    return c.json({ status: true });
  });
  app.get('/health', (c) => c.json({ health: [{ service: 'user', status: 'OK' }] }));
  return app;
}

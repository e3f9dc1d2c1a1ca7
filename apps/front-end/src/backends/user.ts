import * as z from 'zod';
import {
  addressSchema,
  cardSchema,
  customerSchema,
  type Address,
  type Card,
  type Customer,
  type NewAddress,
  type NewCard,
  type Registration,
} from './account-data.ts';
import type { BackendClient } from './backend-client.ts';
import { BackendError } from './backend-error.ts';
import type { BackendAnswer } from './backend-request.ts';

/** The user service. Every function throws BackendError when there is no usable answer. */
export interface Users {
  /** Who has this name and password; none when nobody has. */
  login(username: string, password: string): Promise<Customer | undefined>;
  /** Id of the new customer; none when the name is taken. */
  register(registration: Registration): Promise<string | undefined>;
  /** A customer; none when the service doesn't know the id. */
  customer(id: string): Promise<Customer | undefined>;
  addresses(customer: string): Promise<readonly Address[]>;
  cards(customer: string): Promise<readonly Card[]>;
  /** Id of the address. */
  addAddress(customer: string, address: NewAddress): Promise<string>;
  /** Id of the card. */
  addCard(customer: string, card: NewCard): Promise<string>;
  remove(kind: 'customers' | 'addresses' | 'cards', id: string): Promise<void>;
  /** Address of something that the service keeps, as the orders service reaches it. */
  url(kind: 'customers' | 'addresses' | 'cards', id: string): string;
}

const failureSchema = z.object({ error: z.string() });
const idSchema = z.object({ id: z.string().min(1) });
const loginSchema = z.object({ user: customerSchema });
const removedSchema = z.object({ status: z.literal(true) });
const addressesSchema = z
  .object({ _embedded: z.object({ address: z.array(addressSchema).nullish() }).nullish() })
  .transform((answer) => answer._embedded?.address ?? []);
const cardsSchema = z
  .object({ _embedded: z.object({ card: z.array(cardSchema).nullish() }).nullish() })
  .transform((answer) => answer._embedded?.card ?? []);

/** What the service says went wrong: it answers 500 to most failures, and names the reason in its text. */
function reasonOf({ body }: BackendAnswer): string {
  try {
    return failureSchema.safeParse(JSON.parse(body.toString('utf8'))).data?.error ?? '';
  } catch {
    return '';
  }
}

/** Makes the users on a client. */
export function makeUsers(client: BackendClient): Users {
  const parse = <T>(answer: BackendAnswer, schema: z.ZodType<T>): T => client.parse(answer, schema);
  const unexpected = ({ status }: BackendAnswer) => new BackendError(client.name, 'status', { status });
  const list = async <T>(kind: 'addresses' | 'cards', customer: string, schema: z.ZodType<readonly T[]>) => {
    const answer = await client.send({ path: ['customers', customer, kind] });
    if (answer.status === 200) {
      return parse(answer, schema);
    }
    if (answer.status === 404 || /not found/iu.test(reasonOf(answer))) {
      return [];
    }
    throw unexpected(answer);
  };
  const add = async (kind: 'addresses' | 'cards', body: object): Promise<string> =>
    (await client.json({ method: 'POST', path: [kind], body }, idSchema, [200, 201])).id;

  return {
    login: async (username, password) => {
      const credentials = Buffer.from(`${username}:${password}`, 'utf8').toString('base64');
      const answer = await client.send({
        path: ['login'],
        headers: { authorization: `Basic ${credentials}` },
      });
      if (answer.status === 200) {
        return parse(answer, loginSchema).user;
      }
      // An unknown name is a 500 of the service, with "not found" in its text.
      if (answer.status === 401 || /not found|unauthorized/iu.test(reasonOf(answer))) {
        return undefined;
      }
      throw unexpected(answer);
    },
    register: async (registration) => {
      const answer = await client.send({ method: 'POST', path: ['register'], body: registration });
      if (answer.status === 200 || answer.status === 201) {
        return parse(answer, idSchema).id;
      }
      // A name that is taken is a 500 too, with the database's text.
      if (answer.status === 409 || /E11000|duplicate|exists/iu.test(reasonOf(answer))) {
        return undefined;
      }
      throw unexpected(answer);
    },
    customer: async (id) => {
      const answer = await client.send({ path: ['customers', id] });
      if (answer.status === 200) {
        return parse(answer, customerSchema);
      }
      if (answer.status === 404 || /not found|invalid id/iu.test(reasonOf(answer))) {
        return undefined;
      }
      throw unexpected(answer);
    },
    addresses: (customer) => list('addresses', customer, addressesSchema),
    cards: (customer) => list('cards', customer, cardsSchema),
    addAddress: (customer, address) => add('addresses', { ...address, userID: customer }),
    addCard: (customer, card) => add('cards', { ...card, userID: customer }),
    remove: async (kind, id) => {
      await client.json({ method: 'DELETE', path: [kind, id] }, removedSchema);
    },
    url: (kind, id) => `${client.url}/${kind}/${encodeURIComponent(id)}`,
  };
}

import type { Context, Hono } from 'hono';
import type { z } from 'zod';
import { Problem } from '../problems/problem.ts';
import type { ShopEnv } from '../shop.ts';

type Schema = z.ZodType;

/** An answer of an operation, for its description. */
export interface OperationAnswer {
  readonly description: string;
  /** What the JSON looks like; none for an empty answer or another type. */
  readonly schema?: Schema;
  /** @default application/json when there is a schema */
  readonly contentType?: string;
}

/** What an operation is given, each part checked. */
export interface OperationInput<Params, Query, Body> {
  readonly c: Context<ShopEnv>;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
}

/** One method on one path: how it is described, what is checked, and what it does. */
export interface OperationOptions<Params extends Schema, Query extends Schema, Body extends Schema> {
  readonly method: 'get' | 'post' | 'delete';
  /** Path as Hono writes it, such as `/cart/:id`. */
  readonly path: string;
  readonly summary: string;
  readonly tag: 'catalogue' | 'cart' | 'account' | 'orders' | 'operation';
  /** True when only who is logged in gets an answer. @default false */
  readonly customer?: boolean;
  readonly params?: Params;
  readonly query?: Query;
  /** JSON that the request brings. */
  readonly body?: Body;
  readonly answers: Readonly<Record<number, OperationAnswer>>;
  readonly handle: (
    input: OperationInput<z.output<Params>, z.output<Query>, z.output<Body>>,
  ) => Response | Promise<Response>;
}

/** An operation, with its types put away. */
export interface Operation extends Omit<OperationOptions<Schema, Schema, Schema>, 'handle'> {
  /** Checks the request and answers. @throws Problem 400 with every wrong field at once */
  answer(c: Context<ShopEnv>): Promise<Response>;
}

/** Makes an operation. */
export function operation<
  Params extends Schema = z.ZodUndefined,
  Query extends Schema = z.ZodUndefined,
  Body extends Schema = z.ZodUndefined,
>(options: OperationOptions<Params, Query, Body>): Operation {
  const { handle, ...described } = options;
  return {
    ...described,
    answer: async (c) => {
      const errors: FieldError[] = [];
      const check = <S extends Schema>(place: string, schema: S | undefined, value: unknown) => {
        const read = schema?.safeParse(value);
        for (const issue of read?.error?.issues ?? []) {
          errors.push({ field: [place, ...issue.path].join('.'), message: issue.message });
        }
        return read?.data as z.output<S>;
      };
      const params = check('path', options.params, c.req.param());
      const query = check('query', options.query, c.req.query());
      const body = check('body', options.body, options.body === undefined ? undefined : await jsonOf(c));
      if (errors.length > 0) {
        throw new Problem(400, messageOf(errors), { extra: { errors } });
      }
      return await handle({ c, params, query, body });
    },
  };
}

interface FieldError {
  readonly field: string;
  readonly message: string;
}

// The sentence is the one that Sock Shop's clients know, where the schema has it.
const messageOf = (errors: readonly FieldError[]): string =>
  errors.map(({ field, message }) => (/^Must /u.test(message) ? message : `${field}: ${message}`)).join('; ');

async function jsonOf(c: Context<ShopEnv>): Promise<unknown> {
  const text = await c.req.text();
  if (text === '') {
    return {};
  }
  const type = c.req.header('content-type')?.split(';', 1)[0]?.trim().toLowerCase();
  if (type !== 'application/json' && type?.endsWith('+json') !== true) {
    throw new Problem(415, 'Expected JSON: set content-type to application/json.');
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Problem(400, 'The body of the request is not JSON.', { cause });
  }
}

/** Mounts operations. */
export function mount(app: Hono<ShopEnv>, operations: readonly Operation[]): void {
  for (const one of operations) {
    app.on(one.method.toUpperCase(), one.path, (c) => one.answer(c));
  }
}

import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { auth } from 'hono/utils/basic-auth';
import * as z from 'zod';
import { logIn, register } from '../actions/log-in.ts';
import { Problem } from '../problems/problem.ts';
import type { Shop } from '../shop.ts';
import { madeSchema, text } from './fields.ts';
import { operation, type Operation } from './operation.ts';

const registration = z.object({
  username: text(100).regex(/^[^:\p{Cc}]+$/u, 'must not hold a colon or a control character'),
  password: z.string().min(1, 'must not be empty').max(200),
  email: z.email('expected an e-mail address').max(200),
  firstName: text(100),
  lastName: text(100),
});

/** Network address of whoever asks, for the limit on logins. */
export function addressOf(c: Context): string {
  return getConnInfo(c).remote.address ?? 'unknown';
}

/** Login and registration. */
export function loginOperations(shop: Shop): readonly Operation[] {
  return [
    operation({
      method: 'get',
      path: '/login',
      summary: 'Log in with name and password (Basic)',
      tag: 'account',
      answers: {
        200: { description: 'Logged in', contentType: 'text/plain' },
        401: { description: 'Wrong name or password' },
        429: { description: 'Too many attempts' },
      },
      handle: async ({ c }) => {
        const credentials = auth(c.req.raw);
        if (
          credentials === undefined ||
          credentials.username.length > 200 ||
          credentials.password.length > 200
        ) {
          throw new Problem(401, 'Expected a name and a password, as Basic authorization.', {
            headers: { 'www-authenticate': 'FormBasic realm="WeaveSocks"' },
          });
        }
        await logIn(shop, c.var.visit, { ...credentials, address: addressOf(c) });
        return c.text('Cookie is set');
      },
    }),
    operation({
      method: 'post',
      path: '/register',
      summary: 'Become a customer, and log in',
      tag: 'account',
      body: registration,
      answers: {
        200: { description: 'Id of the customer', schema: madeSchema },
        409: { description: 'The name is taken' },
      },
      handle: async ({ c, body }) => c.json({ id: await register(shop, c.var.visit, body) }),
    }),
  ];
}

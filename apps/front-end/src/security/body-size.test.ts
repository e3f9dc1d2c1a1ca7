import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { problemOf } from '../problems/problem-of.ts';
import { limitBody } from './body-size.ts';

const app = new Hono();
app.onError((error, c) => c.text(error.message, problemOf(error).status as 413));
app.use(limitBody());
app.all('*', async (c) => c.text(String((await c.req.text()).length)));
const answer = getRequestListener(app.fetch);
const server = createServer((incoming, outgoing) => void answer(incoming, outgoing));
before(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
after(() => server.close());

/** Sends a body in pieces, of which nobody knows before how many come; none when there are no pieces. */
async function send(method: string, pieces: readonly string[]): Promise<number | undefined> {
  const { port } = server.address() as AddressInfo;
  const sent = request({ port, host: '127.0.0.1', method, agent: false });
  for (const piece of pieces) sent.write(piece);
  sent.end();
  const [response] = (await once(sent, 'response')) as [{ readonly statusCode?: number; resume(): void }];
  response.resume();
  return response.statusCode;
}

test('a body that comes in pieces is counted: too large a one is refused', async () => {
  assert.equal(await send('POST', ['x'.repeat(1_000), 'y']), 200);
  assert.equal(await send('POST', Array<string>(70).fill('x'.repeat(1_000))), 413);
});

test('a request without a body is let pass', async () => {
  assert.equal(await send('DELETE', []), 200);
});

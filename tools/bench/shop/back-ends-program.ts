// The back ends of Sock Shop for measurements: all four behind one address, on Node's own server, with as little work for
// each answer as can be, because they share the machine with who is measured. It says where it is as one line of JSON.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { makeShopKeeper } from './shop-keeper.ts';

const server = createServer({ keepAliveTimeout: 60_000 });
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const answerOf = makeShopKeeper(origin);

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = 'GET', url = '/', headers } = request;
  const body = method === 'POST' || method === 'PATCH' ? await text(request) : '';
  const { status, json } = answerOf({ method, url, authorization: headers.authorization, body });
  if (json === undefined) response.writeHead(status, { 'content-length': 0 }).end();
  else {
    const size = Buffer.byteLength(json);
    response.writeHead(status, { 'content-type': 'application/json', 'content-length': size }).end(json);
  }
}

server.on('request', (request, response) => void serve(request, response));
process.stdout.write(
  `${JSON.stringify(
    Object.fromEntries(['CATALOGUE', 'CARTS', 'USER', 'ORDERS'].map((name) => [`${name}_URL`, origin])),
  )}\n`,
);

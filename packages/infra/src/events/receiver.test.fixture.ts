import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Route } from '../flux/receivers.ts';

/** A Receiver of Flux on loopback, as notification-controller answers for it. */
export interface TestReceiver {
  readonly url: string;
  /** Bodies that were taken, in their order. */
  readonly told: string[];
  /** Whether notification-controller is ready. */
  ready: boolean;
  /** What the Receiver's path is made of, and what signatures are made with. */
  token: string;
  readonly close: () => void;
}

/** Serves one Receiver: the path is made of token and names, then the signature is checked on the bytes. */
export async function testReceiver(
  token: string,
  { receiver, namespace }: Pick<Route, 'receiver' | 'namespace'>,
): Promise<TestReceiver> {
  const state = { ready: true, token };
  const told: string[] = [];
  const judge = (path: string | undefined, signature: string, body: string): number => {
    const hash = createHash('sha256').update(`${state.token}${receiver}${namespace}`).digest('hex');
    if (path !== `/hook/${hash}`) return 404;
    if (!state.ready) return 503;
    const expected = Buffer.from(`sha256=${createHmac('sha256', state.token).update(body).digest('hex')}`);
    const given = Buffer.from(signature);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 400;
    told.push(body);
    return 200;
  };
  const server = createServer((incoming, outgoing) => {
    void text(incoming).then((body) =>
      outgoing.writeHead(judge(incoming.url, String(incoming.headers['x-signature']), body)).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(state, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    told,
    close: () => server.close(),
  });
}

import { Agent, request } from 'node:http';

// Of its own, so that no proxy of the environment comes between.
const agent = new Agent();

/** Status of the answer to a GET on loopback; undefined when nobody answers. */
export function httpStatus(url: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const outgoing = request(url, { agent, timeout: 2_000 });
    outgoing.once('timeout', () => outgoing.destroy());
    outgoing.once('error', () => resolve(undefined));
    outgoing.once('response', (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    outgoing.end();
  });
}

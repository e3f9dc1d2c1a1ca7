import { Client } from 'undici';
import type { Load } from './load.ts';
import type { Step } from './visit.ts';

/**
 * Sends requests, over a kept connection for each list, the next one when the answer is there.
 * @throws Error at an answer that says that it failed
 */
export async function sendSteps(origin: string, load: Load): Promise<void> {
  await Promise.all(load.map((lists) => connection(origin, lists)));
}

async function connection(origin: string, lists: readonly (readonly Step[])[]): Promise<void> {
  const client = new Client(origin);
  try {
    for (const steps of lists) {
      const cookies = new Map<string, string>();
      for (const step of steps) await send(client, step, cookies);
    }
  } finally {
    await client.close();
  }
}

async function send(
  client: Client,
  { method, path, body, headers = {} }: Step,
  cookies: Map<string, string>,
): Promise<void> {
  const answer = await client.request({
    method,
    path,
    headers: {
      ...headers,
      ...(cookies.size === 0 ? {} : { cookie: [...cookies.values()].join('; ') }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: body === undefined ? null : JSON.stringify(body),
  });
  await answer.body.arrayBuffer();
  if (answer.statusCode >= 400) throw new Error(`${method} ${path}: ${answer.statusCode}`);
  for (const line of [answer.headers['set-cookie'] ?? []].flat()) {
    const [pair = ''] = line.split(';', 1);
    cookies.set(pair.slice(0, pair.indexOf('=')), pair);
  }
}

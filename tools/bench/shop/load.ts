import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import { Client } from 'undici';
import type { Step } from './visit.ts';

/** How a service bore a load. */
export interface LoadResult {
  readonly requests: number;
  /** From the first request to the last answer. */
  readonly milliseconds: number;
  /** Milliseconds within which 95 of 100 answers were there in full. */
  readonly p95: number;
}

/** Requests for each connection: lists that are gone through one after the other, each as somebody without cookies. */
export type Load = readonly (readonly (readonly Step[])[])[];

/**
 * Sends requests, over a kept connection for each list, the next one when the answer is there.
 * @throws Error at an answer that says that it failed
 */
export async function bear(origin: string, load: Load): Promise<LoadResult> {
  const latencies = createHistogram();
  const start = performance.now();
  await Promise.all(load.map((visits) => connection(origin, visits, latencies)));
  return {
    requests: latencies.count,
    milliseconds: performance.now() - start,
    p95: latencies.percentile(95) / 1_000,
  };
}

async function connection(
  origin: string,
  visits: readonly (readonly Step[])[],
  latencies: RecordableHistogram,
): Promise<void> {
  const client = new Client(origin);
  try {
    for (const steps of visits) {
      const cookies = new Map<string, string>();
      for (const step of steps) await take(client, step, cookies, latencies);
    }
  } finally {
    await client.close();
  }
}

async function take(
  client: Client,
  { method, path, body, headers = {} }: Step,
  cookies: Map<string, string>,
  latencies: RecordableHistogram,
): Promise<void> {
  const start = performance.now();
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
  latencies.record(Math.max(1, Math.round((performance.now() - start) * 1_000)));
  if (answer.statusCode >= 400) throw new Error(`${method} ${path}: ${answer.statusCode}`);
  for (const line of [answer.headers['set-cookie'] ?? []].flat()) {
    const [pair = ''] = line.split(';', 1);
    cookies.set(pair.slice(0, pair.indexOf('=')), pair);
  }
}

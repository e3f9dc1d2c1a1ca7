import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stage } from '../measure/stage.ts';
import { startBackEnds } from './back-ends.ts';
import { freePort } from '../../system/free-port.ts';
import type { FrontEnd } from './front-ends.ts';
import { bear, type Load, type LoadResult } from './load.ts';
import { startService } from './service.ts';
import { pages, registration, type Shopper, type Step, visit } from './visit.ts';

/** What one run of a front-end gave. */
export interface ShopRun {
  /** Milliseconds from the start of its process until it was ready. */
  readonly startup: number;
  readonly mix: LoadResult;
  readonly home: LoadResult;
  readonly catalogue: LoadResult;
  /** Most resident memory of its process in all of it, in bytes. */
  readonly memory: number | undefined;
}

/** Shoppers at a time. */
export const shoppers = 10;
/** Visits of each of them, after some that warm up. */
export const visits = 40;
const warmUp = 10;
/** Requests of one route over each connection. */
export const repeats = 400;

/** Starts a front-end with new back ends, loads it, and ends both. */
export async function runShop(stage: Stage, frontEnd: FrontEnd): Promise<ShopRun> {
  const { folder, root, signal } = stage;
  const backEnds = await startBackEnds(join(root, 'apps', 'front-end'), signal);
  try {
    const service = await startService({
      ...frontEnd,
      environment: { ...frontEnd.environment, ...backEnds.environment },
      port: await freePort(),
      folder,
      signal,
    });
    try {
      const { origin } = service;
      const everyone = shoppersFor(warmUp + visits);
      await bear(
        origin,
        everyone.map((some) => some.map(registration)),
      );
      const load = (from: number, to: number): Load =>
        everyone.map((some) => some.slice(from, to).map(visit));
      await bear(origin, load(0, warmUp));
      signal.throwIfAborted();
      const mix = await bear(origin, load(warmUp, warmUp + visits));
      const home = await bear(origin, again({ method: 'GET', path: '/' }));
      const catalogue = await bear(origin, again({ method: 'GET', path: '/catalogue' }));
      return { startup: service.startup, mix, home, catalogue, memory: service.peakMemory() };
    } finally {
      await service.stop();
    }
  } finally {
    await backEnds.stop();
  }
}

/** A shopper for each visit, so that nobody's list of orders grows. */
function shoppersFor(each: number): readonly (readonly Shopper[])[] {
  return Array.from({ length: shoppers }, (_, line) =>
    Array.from({ length: each }, (__, turn) => ({
      username: `shopper-${line}-${turn}`,
      password: 'two by two',
    })),
  );
}

const again = (step: Step): Load => Array.from({ length: shoppers }, () => [Array<Step>(repeats).fill(step)]);

/** Takes the pages of a front-end, for one that serves them as files. */
export async function keepPages(stage: Stage, frontEnd: FrontEnd, to: string): Promise<void> {
  const { folder, root, signal } = stage;
  const backEnds = await startBackEnds(join(root, 'apps', 'front-end'), signal);
  try {
    const environment = { ...frontEnd.environment, ...backEnds.environment };
    const service = await startService({ ...frontEnd, environment, port: await freePort(), folder, signal });
    try {
      mkdirSync(to);
      for (const [file, path] of Object.entries(pages)) {
        const answer = await fetch(`${service.origin}${path}`);
        if (!answer.ok) throw new Error(`${frontEnd.name}: ${path}: ${answer.status}`);
        writeFileSync(join(to, file), await answer.text());
      }
    } finally {
      await service.stop();
    }
  } finally {
    await backEnds.stop();
  }
}

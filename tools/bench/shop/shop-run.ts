import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stage } from '../measure/stage.ts';
import { startBackEnds } from './back-ends.ts';
import { freePort } from '../../system/free-port.ts';
import type { FrontEnd } from './front-ends.ts';
import type { LoadResult } from './load.ts';
import { sendSteps } from './send-steps.ts';
import { startService } from './service.ts';
import { pages, registration, type Shopper, visit } from './visit.ts';
import { bearWrk, type WrkOptions } from './wrk.ts';

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
/** Customers whose visits each of them makes in turn. */
export const customers = 60;
/** Seconds of the mix, after some that warm up. */
export const mixSeconds = 8;
const warmUpSeconds = 4;
/** Seconds of one route. */
export const routeSeconds = 3;

/** Starts a front-end with new back ends, loads it, and ends both. */
export async function runShop(stage: Stage, frontEnd: FrontEnd): Promise<ShopRun> {
  const { folder, signal } = stage;
  const backEnds = await startBackEnds(signal);
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
      const everyone = everyShopper();
      await sendSteps(
        origin,
        everyone.map((some) => some.map(registration)),
      );
      const wrk = (load: WrkOptions['load'], seconds: number): Promise<LoadResult> =>
        bearWrk({ origin, load, connections: shoppers, seconds, folder, signal });
      const visits = everyone.map((some) => some.map(visit));
      await wrk(visits, warmUpSeconds);
      const mix = await wrk(visits, mixSeconds);
      const home = await wrk('/', routeSeconds);
      const catalogue = await wrk('/catalogue', routeSeconds);
      return { startup: service.startup, mix, home, catalogue, memory: service.peakMemory() };
    } finally {
      await service.stop();
    }
  } finally {
    await backEnds.stop();
  }
}

/** Many for each connection, so that nobody's list of orders grows long. */
function everyShopper(): readonly (readonly Shopper[])[] {
  return Array.from({ length: shoppers }, (_, line) =>
    Array.from({ length: customers }, (__, turn) => ({
      username: `shopper-${line}-${turn}`,
      password: 'two by two',
    })),
  );
}

/** Takes the pages of a front-end, for one that serves them as files. */
export async function keepPages(stage: Stage, frontEnd: FrontEnd, to: string): Promise<void> {
  const { folder, signal } = stage;
  const backEnds = await startBackEnds(signal);
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

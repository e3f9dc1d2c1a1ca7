import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { interleave } from '../measure/interleave.ts';
import type { Comparison } from '../measure/measurement.ts';
import type { Stage } from '../measure/stage.ts';
import type { Section } from '../report/results.ts';
import type { LoadResult } from './load.ts';
import { everyFrontEnd } from './front-ends.ts';
import { apart } from './processors.ts';
import {
  customers,
  keepPages,
  mixSeconds,
  routeSeconds,
  runShop,
  shoppers,
  type ShopRun,
} from './shop-run.ts';
import { judgeShop } from './shop-targets.ts';
import { visit } from './visit.ts';

const steps = visit({ username: '', password: '' }).length;

const method = `The front-end of the shop as its image runs it, beside the route set of Sock Shop's own front-end in Express 5: static pages
(the very pages of the other side, as files), sessions in memory, JSON passed on with \`fetch\`, the histogram of its metrics. It has no
checks, time limits, traces, security headers and log, which the other side has, and it does not look at the basket for a page. The
other side asks the catalogue the same question once in two seconds, as it does in production; Sock Shop's own asks each time.
Both ask the same back ends, which run as a process of their own, start anew for each run and do as little as they can. ${shoppers} shoppers at
a time go through visits of ${steps} requests, from the home page to the order, each over a kept connection, as ${customers} customers in turn;
\`wrk\` plays them for ${mixSeconds} seconds, after four that warm up. Then come ${routeSeconds} seconds each of \`GET /\` and \`GET /catalogue\`.
${apart ? 'The front-end has one processor for itself, load and back ends have another.' : 'Load and back ends share the processors with the front-end.'}`;

/** Measures and judges the front-end of the shop. */
export async function shopSection(stage: Stage): Promise<Section> {
  const pages = join(stage.folder, 'pages');
  const contenders = everyFrontEnd(pages);
  const [ours] = contenders;
  if (ours === undefined) throw new Error('nobody takes part');
  stage.say('Compiling the shop, as its image has it');
  const user = [process.getuid?.(), process.getgid?.()].map((id) => String(id ?? 0));
  rmSync(join(ours.cwd, 'dist', 'compiled'), { recursive: true, force: true });
  // Nothing that is measured ends in peace, so none of them would keep what it compiled.
  execFileSync(process.execPath, ['compile.mjs', ...user], {
    cwd: ours.cwd,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  stage.say('Taking the pages for who serves them as files');
  await keepPages(stage, ours, pages);
  const runs = new Map<string, ShopRun[]>(contenders.map(({ name }) => [name, []]));
  const mix = await interleave({
    id: 'shop/mix',
    title: '1,000 requests of shoppers',
    contenders: contenders.map((contender) => ({
      name: contender.name,
      run: async (turn) => {
        const run = await runShop(stage, contender);
        if (turn > 0) runs.get(contender.name)?.push(run);
        return { milliseconds: perThousand(run.mix) };
      },
    })),
    runs: stage.runs,
    say: stage.say,
  });
  const of = (id: string, title: string, read: (run: ShopRun) => number): Comparison => ({
    id: `shop/${id}`,
    title,
    measurements: [...runs].map(([contender, all]) => ({ contender, runs: all.map(read) })),
  });
  const comparisons = {
    mix: withMemory(mix, runs),
    late: of('p95', '95 of 100 of these requests', (run) => run.mix.p95),
    home: of('home', '1,000 times GET /', (run) => perThousand(run.home)),
    catalogue: of('catalogue', '1,000 times GET /catalogue', (run) => perThousand(run.catalogue)),
    startup: of('startup', 'From the start of the process until it is ready', (run) => run.startup),
  };
  return {
    title: 'The shop',
    method,
    comparisons: Object.values(comparisons),
    verdicts: judgeShop(comparisons),
  };
}

/** Milliseconds for a thousand requests. */
function perThousand({ milliseconds, requests }: LoadResult): number {
  return (milliseconds / requests) * 1_000;
}

function withMemory(comparison: Comparison, runs: ReadonlyMap<string, readonly ShopRun[]>): Comparison {
  return {
    ...comparison,
    measurements: comparison.measurements.map((measurement) => {
      const peaks = (runs.get(measurement.contender) ?? []).flatMap(({ memory }) => memory ?? []);
      return peaks.length === 0 ? measurement : { ...measurement, memory: Math.max(...peaks) };
    }),
  };
}

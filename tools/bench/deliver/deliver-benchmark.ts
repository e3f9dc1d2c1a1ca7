import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Contender, interleave } from '../measure/interleave.ts';
import type { Comparison } from '../measure/measurement.ts';
import type { Stage } from '../measure/stage.ts';
import { type DelivererName, deliverers } from './contenders.ts';
import { type Job, type Scenario, scenarios } from './job.ts';
import type { GitServer } from './remotes.ts';
import { WorkerProcess } from './worker-process.ts';

const whoTakesPart: Readonly<Record<Scenario, readonly DelivererName[]>> = {
  first: ['tideway', 'git', 'isomorphic', 'fastImport'],
  'no-op': ['tideway', 'tidewayNew', 'git', 'gitKept', 'isomorphic', 'lsRemote'],
  'one-file': ['tideway', 'tidewayNew', 'git', 'gitKept', 'isomorphic'],
  tenth: ['tideway', 'tidewayNew', 'git', 'gitKept', 'isomorphic'],
};

const titles: Readonly<Record<Scenario, string>> = {
  first: 'first delivery',
  'no-op': 'nothing changed',
  'one-file': 'one file changed',
  tenth: '10 % changed',
};

/** One scenario at one size. */
export interface DeliverResult {
  readonly scenario: Scenario;
  readonly size: number;
  readonly comparison: Comparison;
}

/** Measures all scenarios at every size; the server is closed afterwards. */
export async function benchmarkDeliver(
  stage: Stage,
  start: (stage: Stage) => Promise<GitServer>,
  sizes: readonly number[],
): Promise<readonly DeliverResult[]> {
  if (sizes.length === 0) return [];
  const server = await start(stage);
  try {
    const results: DeliverResult[] = [];
    for (const size of sizes) {
      for (const scenario of scenarios) {
        results.push({ scenario, size, comparison: await compare(stage, server, size, scenario) });
      }
    }
    return results;
  } finally {
    await server.close();
  }
}

async function compare(
  stage: Stage,
  server: GitServer,
  size: number,
  scenario: Scenario,
): Promise<Comparison> {
  const workers = whoTakesPart[scenario].map((name) => contender({ stage, server, size, scenario, name }));
  try {
    return await interleave({
      id: `deliver/${server.name}/${size}/${scenario}`,
      title: `${size.toLocaleString('en')} files over ${server.name}, ${titles[scenario]}`,
      contenders: workers,
      runs: stage.runs,
      say: stage.say,
    });
  } finally {
    for (const worker of workers) worker.end();
  }
}

function contender(options: {
  readonly stage: Stage;
  readonly server: GitServer;
  readonly size: number;
  readonly scenario: Scenario;
  readonly name: DelivererName;
}): Contender & { end(): void } {
  const { stage, server, size, scenario, name } = options;
  const { environment, credentials } = server;
  // Only isomorphic-git has to be told by its whole process; the others are told by each job.
  const whole = name === 'isomorphic' ? environment : {};
  const worker = new WorkerProcess({ name, environment: whole, signal: stage.signal });
  const jobOf = async (turn: number): Promise<Job> => {
    const isFirst = scenario === 'first';
    const repository = ['bench', name, size, ...(isFirst ? ['first', turn] : [])].join('-');
    const folder = join(stage.folder, server.name.replace(' ', '-'), repository);
    mkdirSync(folder, { recursive: true });
    const url = await server.ensure(repository);
    return {
      scenario,
      size,
      turn,
      repository,
      url,
      folder,
      environment,
      ...(credentials && { credentials }),
    };
  };
  return {
    name: deliverers[name],
    run: async (turn) => worker.run(await jobOf(turn)),
    weigh: async (turn) => worker.weigh(await jobOf(turn)),
    end: () => worker.end(),
  };
}

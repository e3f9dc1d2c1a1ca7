import { execFileSync } from 'node:child_process';
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
  'no-op': ['tideway', 'tidewayNew', 'git', 'gitKept', 'isomorphic', 'lsRemote', 'request'],
  'one-file': ['tideway', 'tidewayNew', 'git', 'gitKept', 'isomorphic', 'push'],
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
  const contenders = whoTakesPart[scenario]
    // A bare request does not get past proxy and password.
    .filter((name) => name !== 'request' || server.credentials === undefined)
    .map((name) => contender({ stage, server, size, scenario, name }));
  try {
    const comparison = await interleave({
      id: `deliver/${server.name}/${size}/${scenario}`,
      title: `${size.toLocaleString('en')} files over ${server.name}, ${titles[scenario]}`,
      contenders,
      runs: stage.runs,
      say: stage.say,
    });
    requireSameContent(contenders, server, comparison);
    return comparison;
  } finally {
    for (const one of contenders) one.end();
  }
}

interface DeliveryContender extends Contender {
  /** Where it delivered last. */
  readonly repository: () => string;
  end(): void;
}

function contender(options: {
  readonly stage: Stage;
  readonly server: GitServer;
  readonly size: number;
  readonly scenario: Scenario;
  readonly name: DelivererName;
}): DeliveryContender {
  const { stage, server, size, scenario, name } = options;
  const { environment, credentials } = server;
  // Only isomorphic-git has to be told by its whole process; the others are told by each job.
  const whole = name === 'isomorphic' ? environment : {};
  const worker = new WorkerProcess({ name, environment: whole, signal: stage.signal });
  let repository = '';
  const jobOf = async (turn: number): Promise<Job> => {
    repository = ['bench', name, size, ...(scenario === 'first' ? ['first', turn] : [])].join('-');
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
    repository: () => repository,
    end: () => worker.end(),
  };
}

// Who is fast because it does something else is no contender.
function requireSameContent(
  contenders: readonly DeliveryContender[],
  server: GitServer,
  { title, measurements }: Comparison,
): void {
  const trees = new Set<string>();
  for (const { name, repository } of contenders) {
    if (measurements.some(({ contender, cutAt }) => contender === name && cutAt !== undefined)) continue;
    const command = ['--git-dir', server.path(repository()), 'rev-parse', 'refs/heads/main^{tree}'];
    trees.add(execFileSync('git', command, { encoding: 'utf8', timeout: 60_000 }));
  }
  if (trees.size > 1) throw new Error(`${title}: the contenders delivered ${trees.size} different trees`);
}

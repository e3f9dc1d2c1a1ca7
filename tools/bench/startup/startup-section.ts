import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Contender, interleave } from '../measure/interleave.ts';
import { runProcess } from '../measure/run-process.ts';
import type { Stage } from '../measure/stage.ts';
import type { Section } from '../report/results.ts';
import { atMostTimes } from '../report/target.ts';
import { makeWorkspace } from './workspace.ts';

const method = `Whole processes, from their start to their end. \`tideway sync\` has nothing to deliver: it reads the model of Sock Shop,
generates its repositories and asks local AWS, which runs as a daemon, whether they are what they should be.`;

const programs = {
  help: 'tideway --help',
  sync: 'tideway sync, nothing to deliver',
  cdk: 'cdk --version',
  node: 'floor: node, an empty program',
} as const;

const thirdOfCdk = 1 / 3;

/** Measures and judges how long commands take that have nothing to do. */
export async function startupSection(stage: Stage): Promise<Section> {
  const workspace = makeWorkspace(stage);
  const tideway = join(stage.root, 'packages/cli/bin/tideway.mjs');
  const cdk = join(dirname(createRequire(import.meta.url).resolve('aws-cdk/package.json')), 'bin', 'cdk');
  const run = (args: readonly string[], weigh = false) =>
    runProcess({
      command: [process.execPath, ...args],
      cwd: workspace,
      // Its telemetry would want the network.
      environment: { CDK_DISABLE_CLI_TELEMETRY: 'true' },
      signal: stage.signal,
      weigh,
    });
  const contender = (name: string, args: readonly string[]): Contender => ({
    name,
    run: async () => (await run(args)).result,
    weigh: async () => (await run(args, true)).memory,
  });
  stage.say('Delivering Sock Shop into local AWS');
  await run([tideway, 'local', 'up']);
  try {
    await run([tideway, 'sync']);
    const comparison = await interleave({
      id: 'startup',
      title: 'Commands that have nothing to do',
      contenders: [
        contender(programs.help, [tideway, '--help']),
        contender(programs.sync, [tideway, 'sync']),
        contender(programs.cdk, [cdk, '--version']),
        contender(programs.node, ['--eval', '']),
      ],
      runs: stage.runs,
      say: stage.say,
    });
    const verdicts = [programs.help, programs.sync].map((ours) =>
      atMostTimes({
        comparison,
        ours,
        theirs: programs.cdk,
        ratio: thirdOfCdk,
        words: 'under a third of the time of',
      }),
    );
    return {
      title: 'Start-up',
      method,
      comparisons: [comparison],
      verdicts: verdicts.filter((verdict) => verdict !== undefined),
    };
  } finally {
    await run([tideway, 'local', 'down']);
  }
}

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Contender, interleave } from '../measure/interleave.ts';
import { releasePlace, sourcesPlace } from '../measure/place.ts';
import { runProcess } from '../measure/run-process.ts';
import type { Stage } from '../measure/stage.ts';
import type { Section } from '../report/results.ts';
import { atMostTimes } from '../report/target.ts';

const method = `Whole processes, from their start to their end, of \`tideway\` as npm installs it (a bundle), and once more from the
sources of this repository. \`tideway sync\` has nothing to deliver: it reads the model of Sock Shop, generates its
repositories and asks local AWS, which runs as a daemon, whether they are what they should be.`;

const programs = {
  help: 'tideway --help',
  sync: 'tideway sync, nothing to deliver',
  fromSources: 'the same sync from sources',
  cdk: 'cdk --version',
  node: 'floor: node, an empty program',
} as const;

const thirdOfCdk = 1 / 3;

/** Measures and judges how long commands take that have nothing to do. */
export async function startupSection(stage: Stage): Promise<Section> {
  stage.say('Building and installing the release');
  const places = { release: await releasePlace(stage), sources: sourcesPlace(stage) };
  const { release, sources } = places;
  const cdk = join(dirname(createRequire(import.meta.url).resolve('aws-cdk/package.json')), 'bin', 'cdk');
  const run = (args: readonly string[], cwd: string, weigh = false) =>
    runProcess({
      command: [process.execPath, ...args],
      cwd,
      // Its telemetry would want the network.
      environment: { CDK_DISABLE_CLI_TELEMETRY: 'true' },
      signal: stage.signal,
      weigh,
    });
  const contender = (name: string, args: readonly string[], cwd = release.workspace): Contender => ({
    name,
    run: async () => (await run(args, cwd)).result,
    weigh: async () => (await run(args, cwd, true)).memory,
  });
  stage.say('Delivering Sock Shop into local AWS');
  try {
    for (const { tideway, workspace } of Object.values(places)) {
      await run([tideway, 'local', 'up'], workspace);
      await run([tideway, 'sync'], workspace);
    }
    const comparison = await interleave({
      id: 'startup',
      title: 'Commands that have nothing to do',
      contenders: [
        contender(programs.help, [release.tideway, '--help']),
        contender(programs.sync, [release.tideway, 'sync']),
        contender(programs.fromSources, [sources.tideway, 'sync'], sources.workspace),
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
    for (const { tideway, workspace } of Object.values(places))
      await run([tideway, 'local', 'down'], workspace);
  }
}

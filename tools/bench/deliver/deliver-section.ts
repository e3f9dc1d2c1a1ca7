import { spawnSync } from 'node:child_process';
import type { Stage } from '../measure/stage.ts';
import type { Options } from '../options.ts';
import type { Section } from '../report/results.ts';
import { benchmarkDeliver } from './deliver-benchmark.ts';
import { judgeDeliver } from './deliver-targets.ts';
import { startCodeCommit, startHttpServer } from './remotes.ts';

const method = `Files of 1 KB into a repository behind \`git http-backend\` over plain HTTP, where the remote costs least and the
contenders differ most; the targets are about these. Then the same into CodeCommit of local AWS, where everybody waits
for a proxy, TLS and a password that is verified. The server is a process of its own; so is each contender, and only the
delivery in it is measured, not its start. Passwords of plain git and isomorphic-git are made beforehand, so that they
don't have to wait for the AWS CLI; Tideway makes its own. Plain git and isomorphic-git find the files in a folder,
Tideway has them in memory, as they come from the generator. Nobody renders what is delivered. "On a new machine" is
Tideway without its mirror and its memory of the last delivery, as in a pipeline without a cache. Floors do less than the
work: they show what the server and the programs take by themselves. Where even the floor is not as many times as fast as
plain git as the target asks for, the row says so. A run is ended after
60 s. Memory is that of all processes together; for plain git without the Node that starts it.`;

/** Measures and judges deliveries. */
export async function deliverSection(stage: Stage, options: Options): Promise<Section> {
  const overHttp = await benchmarkDeliver(stage, startHttpServer, options.sizes);
  // One size is enough to see what the way to CodeCommit adds.
  const one = options.sizes.filter((size) => size <= 1_000).slice(-1);
  const overCodeCommit = await benchmarkDeliver(stage, startCodeCommit, one);
  const copies = hasRsync() ? 'Files are copied with rsync.' : 'Files are copied with cp, for want of rsync.';
  return {
    title: 'Deliver',
    method: `${method} ${copies}`,
    comparisons: [...overHttp, ...overCodeCommit].map(({ comparison }) => comparison),
    verdicts: judgeDeliver(overHttp),
  };
}

function hasRsync(): boolean {
  return spawnSync('rsync', ['--version'], { stdio: 'ignore', timeout: 10_000 }).status === 0;
}

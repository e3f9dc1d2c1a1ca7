import { afterAll, beforeAll, expect, it } from 'vitest';
import { sampleSeed } from '../sample-seed.ts';
import { noStatistics } from '../world/statistics.ts';
import { crasher, type Crasher } from './crash.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

const first = sampleSeed();
const statistics = noStatistics();
let workspace: Workspace;
let crashing: Crasher;

beforeAll(async () => {
  workspace = await openWorkspace();
  crashing = crasher(workspace, statistics);
});
afterAll(async () => {
  crashing.close();
  await workspace.close();
});

// `npm run soak` has a hundred.
it.each(Array.from({ length: 6 }, (_, run) => first + run))(
  'a sync that is killed leaves the remote before or after, and the next one heals (seed %i)',
  async (seed) => {
    await expect(crashing.crash(seed)).resolves.toBeUndefined();
  },
);

it('most of them were killed before they were done', () => {
  expect(statistics.crashes).toBeGreaterThanOrEqual(3);
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { sampleSeed } from '../sample-seed.ts';
import { openSite, type Site } from '../world/site.ts';
import { noStatistics } from '../world/statistics.ts';
import { checkSeed } from './check-seed.ts';

const runs = 16;
const length = 6;
const first = sampleSeed();
const statistics = noStatistics();
let site: Site;

beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

// `npm run soak` has many more, and longer ones.
it.each(Array.from({ length: runs }, (_, run) => first + run))(
  'robots, people and syncs in random order lose nothing (seed %i)',
  async (seed) => {
    expect(await checkSeed({ site, seed, length, statistics, shrinkFor: 20_000 })).toBeUndefined();
  },
);

it('these runs raced, held, and pushed', () => {
  expect(statistics).toMatchObject({ runs });
  expect(statistics.races).toBeGreaterThan(0);
  expect(statistics.held).toBeGreaterThan(0);
  expect(statistics.pushed).toBeGreaterThan(runs);
});

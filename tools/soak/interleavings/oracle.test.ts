import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heldValues, withHeld } from '../oracle/held-values.ts';
import { Violated, type Rule } from '../oracle/violation.ts';
import { openSite, type Site } from '../world/site.ts';
import { noStatistics } from '../world/statistics.ts';
import type { Deliver } from '../world/machines.ts';
import { checkSeed } from './check-seed.ts';
import type { Command, Story } from './command.ts';
import { interleaving } from './interleaving.ts';
import { tampered, type Tampering } from './tampered.test.fixture.ts';

let site: Site;
let worlds = 0;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const sync: Command = { do: 'sync', machine: 'laptop', again: 'pipeline' };
const commands: readonly Command[] = [
  { do: 'commit', edits: ['bump-tag', 'add-file'], seed: 1 },
  { do: 'model', changes: ['variable'], seed: 2 },
  sync,
];

/** Rules that a delivery breaks in a run in which the real one breaks none. */
async function brokenBy(deliver?: Deliver): Promise<readonly Rule[]> {
  worlds += 1;
  const story: Story = { role: 'tenant', services: 2, renders: false, delivered: true, commands };
  const options = { site, story, repository: `oracle-${worlds}`, statistics: noStatistics() };
  try {
    await interleaving({ ...options, ...(deliver && { deliver }) });
    return [];
  } catch (error) {
    if (error instanceof Violated) return error.violations.map(({ rule }) => rule);
    throw error;
  }
}

const tamper = (tampering: Tampering): Promise<readonly Rule[]> =>
  brokenBy(tampered((repository) => site.aws.repositoryPath(repository), tampering));

describe('an oracle beside real deliveries', () => {
  it('finds nothing wrong with a right one', async () => {
    expect(await brokenBy()).toEqual([]);
  });

  it('notices a tag that was set back', async () => {
    const rules = await tamper(({ after }) => {
      const files = new Map<string, Buffer>();
      for (const [path, { bytes }] of after) {
        const text = bytes.toString();
        const first = new Map([...heldValues(text).keys()].map((key) => [key, 'main-0000000-0']));
        if (first.size > 0) files.set(path, Buffer.from(withHeld(text, first)));
      }
      return files;
    });
    expect(rules).toContain('held-value-changed');
  });

  it("notices that somebody's file is gone", async () => {
    const rules = await tamper(
      ({ after }) =>
        new Map([...after.keys()].filter((path) => path.includes('own-')).map((path) => [path, undefined])),
    );
    expect(rules).toContain('human-change-lost');
  });

  it('notices that the generated tree was copied over everything', async () => {
    const rules = await tamper(
      ({ generated }) => new Map([...generated].map(([path, { bytes }]) => [path, Buffer.from(bytes)])),
    );
    expect(rules).toContain('held-value-changed');
  });

  it('notices that the change of the model was left out', async () => {
    const rules = await tamper(
      ({ before }) => new Map([...before].map(([path, { bytes }]) => [path, bytes])),
    );
    expect(rules).toContain('generated-change-missing');
  });
});

describe('a failing run', () => {
  it('is made small, and its path runs the small one again', async () => {
    const broken: Deliver = () => Promise.reject(new Error('This delivery is broken.'));
    const options = {
      site,
      seed: 1,
      length: 8,
      deliver: broken,
      prefix: 'broken',
      statistics: noStatistics(),
    };
    const failure = await checkSeed({ ...options, shrinkFor: 20_000 });
    expect(failure?.message).toContain('This delivery is broken.');
    expect(failure?.story.length).toBeLessThan(3);
    const again = await checkSeed({ ...options, path: failure?.path ?? '' });
    expect(again?.story).toEqual(failure?.story);
  });
});

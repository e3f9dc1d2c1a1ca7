import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Delivery } from './delivery.ts';
import { Playground } from './playground.test.fixture.ts';

const files = { 'a.yaml': 'a: 1\n' };

let remote: Playground;
beforeEach(() => {
  remote = new Playground();
});
afterEach(() => {
  remote.close();
});

/** Two machines that see the same branch, in the same second; the second one pushes when the first has. */
async function bothAtOnce(second: Readonly<Record<string, string>>): Promise<readonly [Delivery, Delivery]> {
  const now = () => 1_800_000_000_000;
  let first: Promise<Delivery> | undefined;
  const late = await remote.deliver(second, {
    now,
    stateDirectory: join(remote.folder, 'second'),
    onProgress: ({ kind, attempt }) => {
      if (kind === 'writing' && attempt === 1) written.resolve();
    },
    after: (async () => {
      await written.promise;
      first = remote.deliver(files, { now, stateDirectory: join(remote.folder, 'first') });
      await first;
    })(),
  });
  if (first === undefined) throw new Error('nobody was faster');
  return [await first, late];
}

let written: PromiseWithResolvers<void>;
beforeEach(() => {
  written = Promise.withResolvers();
});

describe('two deliveries in the same second', () => {
  it.each([
    ['into an empty repository', undefined],
    ['on top of what is there', { 'a.yaml': 'a: 0\n' }],
  ])('of the same files %s are one commit, and the late one has changed nothing', async (_, before) => {
    if (before !== undefined) await remote.deliver(before);
    const [first, late] = await bothAtOnce(files);
    expect(first).toMatchObject({ outcome: before === undefined ? 'created' : 'updated', pushed: true });
    expect(late).toMatchObject({ outcome: 'unchanged', pushed: false, changes: [], attempts: 1 });
    expect([first.after, late.after]).toEqual([remote.head(), remote.head()]);
    expect(remote.head('tideway/generated')).not.toBe('');
  });

  it('of different files are two commits, the later on top of the earlier', async () => {
    await remote.deliver({ 'a.yaml': 'a: 0\n', 'b.yaml': 'b: 0\n' });
    const [first, late] = await bothAtOnce({ 'a.yaml': 'a: 1\n', 'b.yaml': 'b: 1\n' });
    expect(late).toMatchObject({ outcome: 'updated', pushed: true, attempts: 2 });
    expect(remote.git('merge-base', '--is-ancestor', first.after ?? '', 'main')).toBe('');
  });
});

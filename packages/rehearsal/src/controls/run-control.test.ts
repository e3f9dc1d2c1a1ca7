import { expect, test } from 'vitest';
import type { Scenario } from '../scenarios/scenario.ts';
import type { World } from '../scenarios/world.ts';
import type { Control } from './control.ts';
import { runControl } from './run-control.ts';

/** A world in which something is broken, or not. */
function brokenWorld(undo: () => Promise<void> = async () => {}) {
  const world = { signal: new AbortController().signal, patience: 1, usualPatience: 1, undo };
  return world as unknown as World & { patience: number };
}

const scenario = (name: string, reason?: string): Scenario => ({
  ...{ name, promise: name, ids: [] },
  run: () => (reason === undefined ? Promise.resolve() : Promise.reject(new Error(reason))),
});

const control = (notices: Scenario): Control => ({
  name: 'the marker is removed',
  notices,
  says: /no commit/,
  sabotage: async () => {},
});

const kept = scenario('beside');

test('a scenario that breaks for the right reason has noticed', async () => {
  const noticing = scenario('marker', 'there was no commit');
  const result = await runControl(brokenWorld(), control(noticing), [kept, noticing]);
  expect(result).toMatchObject({ outcome: 'noticed', scenario: 'marker', said: 'there was no commit' });
});

test.each([
  ['that is kept', scenario('marker'), kept, 'marker was kept nevertheless'],
  [
    'that breaks for another reason',
    scenario('marker', 'no server'),
    kept,
    'marker broke for another reason: no server',
  ],
  [
    'whose neighbour breaks as well',
    scenario('marker', 'no commit'),
    scenario('beside', 'all is lost'),
    'beside broke as well: all is lost',
  ],
])('a scenario %s has missed it', async (_, notices, neighbour, said) => {
  const result = await runControl(brokenWorld(), control(notices), [neighbour]);
  expect(result).toMatchObject({ outcome: 'missed', said });
});

test('a sabotage that can’t be done or can’t be undone is told as missed, and the next one gets its turn', async () => {
  const notices = scenario('marker', 'no commit');
  const undone = await runControl(
    brokenWorld(() => Promise.reject(new Error('it is not Ready'))),
    control(notices),
    [],
  );
  expect(undone).toMatchObject({
    outcome: 'missed',
    said: 'no commit Afterwards the cluster did not come back: it is not Ready',
  });
  const failing = { ...control(notices), sabotage: () => Promise.reject(new Error('nothing to edit')) };
  const undoable = await runControl(brokenWorld(), failing, []);
  expect(undoable).toMatchObject({ outcome: 'missed', said: 'nothing to edit' });
});

test('a scenario that has to notice is given less time, everything after it the usual one', async () => {
  const world = brokenWorld();
  let patience = 0;
  const notices: Scenario = {
    ...scenario('marker'),
    run: (seen) => {
      patience = seen.patience;
      return Promise.reject(new Error('no commit'));
    },
  };
  let mended = 0;
  const mend = () => {
    mended = world.patience;
    return Promise.resolve();
  };
  await runControl(world, { ...control(notices), mend }, []);
  expect([patience < 1, mended, world.patience]).toEqual([true, 1, 1]);
});

test('a sabotage whose scenario can’t be put to the test here is not done, and says why', async () => {
  const done: string[] = [];
  const notices: Scenario = {
    ...scenario('story', 'no commit'),
    obstacle: () => Promise.resolve('there is no buildah'),
  };
  const undoable: Control = {
    ...control(notices),
    sabotage: () => Promise.resolve(void done.push('sabotage')),
    mend: () => Promise.resolve(void done.push('mend')),
  };
  const result = await runControl(brokenWorld(), undoable, []);
  expect(result).toMatchObject({ outcome: 'skipped', scenario: 'story', said: 'there is no buildah' });
  expect(done).toEqual([]);
});

import { expect, test } from 'vitest';
import { BuildQueue } from './build-queue.ts';

function workbench() {
  const queue = new BuildQueue();
  const told: string[] = [];
  const ends = new Map<string, () => void>();
  const add = (name: string, kind?: string) =>
    queue.add({
      name,
      ...(kind && { kind }),
      run: async () => {
        told.push(`${name} runs`);
        await new Promise<void>((resolve) => ends.set(name, resolve));
        told.push(`${name} ended`);
      },
      drop: (why) => Promise.resolve(void told.push(`${name} dropped: ${why}`)),
    });
  const end = async (name: string) => {
    ends.get(name)?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { queue, told, add, end };
}

test('one at a time; of those that wait for the same branch the newest stays, others keep their turn', async () => {
  const { told, add, end } = workbench();
  await add('#1', 'main');
  await add('#2', 'main');
  await add('#3', 'topic');
  await add('#4', 'main');
  await end('#1');
  await end('#3');
  await end('#4');
  expect(told).toEqual([
    '#1 runs',
    '#2 dropped: #4 took its place',
    '#1 ended',
    '#3 runs',
    '#3 ended',
    '#4 runs',
    '#4 ended',
  ]);
});

test('what waits can be taken back; work that was asked for by name never gives way', async () => {
  const { queue, told, add, end } = workbench();
  await add('#1');
  await add('#2');
  await add('#3');
  expect(await queue.remove('#2', 'stopped')).toBe(true);
  expect(await queue.remove('#1', 'stopped')).toBe(false);
  await end('#1');
  await end('#3');
  expect(told).toEqual(['#1 runs', '#2 dropped: stopped', '#1 ended', '#3 runs', '#3 ended']);
});

test('closed, it drops what waits and waits for what runs', async () => {
  const { queue, told, add, end } = workbench();
  await add('#1');
  await add('#2');
  const closed = queue.close().then(() => told.push('closed'));
  await end('#1');
  await closed;
  await add('#3');
  expect(told).toEqual([
    '#1 runs',
    '#2 dropped: local AWS was stopped',
    '#1 ended',
    'closed',
    '#3 dropped: local AWS was stopped',
  ]);
});

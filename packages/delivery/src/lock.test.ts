import { mkdtempSync, readdirSync, rmSync, utimesSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isLeftBesideLock, takeLock } from './lock.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tideway-lock-'));
  file = join(folder, 'locks', 'flux-repo.lock');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('is held by one at a time, and everybody gets it', async () => {
  let holders = 0;
  let most = 0;
  const turns = Array.from({ length: 8 }, async () => {
    const release = await takeLock({ file });
    holders += 1;
    most = Math.max(most, holders);
    await sleep(5);
    holders -= 1;
    await release();
  });
  await Promise.all(turns);
  expect(most).toBe(1);
  expect(readdirSync(join(folder, 'locks'))).toEqual([]);
});

it('tells once that somebody else has it', async () => {
  const release = await takeLock({ file });
  let told = 0;
  const waiting = takeLock({ file, onWait: () => (told += 1) });
  await sleep(150);
  await release();
  await (
    await waiting
  )();
  expect(told).toBe(1);
});

it.each([
  ['of a process that is gone', '999999999 1\n'],
  ['of a process whose number is another one’s now', `${process.pid} 1\n`],
  ['that is no lock at all', 'garbage\n'],
])('%s is broken', async (_name, owner) => {
  await (
    await takeLock({ file })
  )();
  writeFileSync(file, owner);
  await (
    await takeLock({ file, patience: 5_000 })
  )();
  expect(readdirSync(join(folder, 'locks'))).toEqual([]);
});

it('is broken although somebody was killed while breaking it', async () => {
  await (
    await takeLock({ file })
  )();
  writeFileSync(file, '999999999 1\n');
  mkdirSync(`${file}.break`);
  utimesSync(`${file}.break`, new Date(0), new Date(0));
  await (
    await takeLock({ file, patience: 5_000 })
  )();
  expect(readdirSync(join(folder, 'locks'))).toEqual([]);
});

it('is not waited for longer than one has patience, or than one is asked to', async () => {
  const release = await takeLock({ file });
  await expect(takeLock({ file, patience: 50 })).rejects.toMatchObject({ code: 'locked' });
  await expect(takeLock({ file, signal: AbortSignal.timeout(50) })).rejects.toMatchObject({
    code: 'aborted',
  });
  await release();
});

it('knows what a killed process left beside it from what a living one is writing', () => {
  const lock = 'flux-repo.lock';
  // Above the largest id that Linux gives.
  expect(isLeftBesideLock(`${lock}.4194305.x1y2z3`, lock)).toBe(true);
  expect(isLeftBesideLock(`${lock}.${process.pid}.x1y2z3`, lock)).toBe(false);
  expect(isLeftBesideLock(`${lock}.break`, lock)).toBe(false);
  expect(isLeftBesideLock('other.lock.4194305.x1y2z3', lock)).toBe(false);
});

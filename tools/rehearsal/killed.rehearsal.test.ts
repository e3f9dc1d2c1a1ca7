import { expect, test } from 'vitest';
import { programsOf, stillRunning } from './left-behind.ts';
import { type RehearsalFolder, rehearsalFolder, type WrittenDown } from './rehearsal-folder.ts';
import { type RunningRehearsal, startRehearsal } from './start-rehearsal.ts';

const scenarios = ['shop-is-running', 'robot-changes-one-line'];

/** Kills a rehearsal as soon as something is so. @returns the processes that it leaves behind */
async function killedWhen(
  folder: RehearsalFolder,
  rehearsal: RunningRehearsal,
  isSo: (processes: readonly WrittenDown[]) => boolean,
): Promise<readonly WrittenDown[]> {
  await expect
    .poll(async () => rehearsal.child.exitCode !== null || isSo(await folder.writtenDown()), {
      interval: 20,
      timeout: 240_000,
    })
    .toBe(true);
  rehearsal.child.kill('SIGKILL');
  const { signal } = await rehearsal.ended;
  expect(signal, `${rehearsal.said()}`).toBe('SIGKILL');
  return folder.writtenDown();
}

test('what a rehearsal leaves behind when it is killed, at whatever moment, is ended by the next one', async () => {
  const folder = await rehearsalFolder();
  const moments = [
    ['when its first process is there', (processes: readonly WrittenDown[]) => processes.length >= 1],
    ['while Flux starts', (processes: readonly WrittenDown[]) => processes.length >= 10],
    ['between two scenarios', () => /^kept +shop-is-running/m.test(rehearsal.said())],
  ] as const;
  let rehearsal = startRehearsal(folder, scenarios);
  for (const [moment, isSo] of moments) {
    const left = await killedWhen(folder, rehearsal, isSo);
    const orphans = await stillRunning(left);
    expect({ moment, orphans }).not.toEqual({ moment, orphans: [] });
    rehearsal = startRehearsal(folder, scenarios);
    const { said } = rehearsal;
    await expect.poll(said, { timeout: 60_000 }).toMatch(/^Ended what a killed rehearsal left behind: .+$/m);
    for (const name of orphans) expect(said()).toContain(name);
    expect({ moment, left: await stillRunning(left) }).toEqual({ moment, left: [] });
  }
  const { code } = await rehearsal.ended;
  expect(code, `${rehearsal.said()}`).toBe(0);
  expect((await folder.report()).outcome).toBe('proven');
  expect(await programsOf(folder)).toEqual([]);
});

test('nothing is left running after Ctrl-C', async () => {
  const folder = await rehearsalFolder();
  const rehearsal = startRehearsal(folder, scenarios);
  await expect
    .poll(async () => (await folder.writtenDown()).length, { interval: 20, timeout: 120_000 })
    .toBeGreaterThanOrEqual(6);
  const processes = await folder.writtenDown();
  const seen = await programsOf(folder);
  expect(seen.includes('etcd') || process.platform !== 'linux').toBe(true);
  rehearsal.child.kill('SIGINT');
  const { code } = await rehearsal.ended;
  expect(code).not.toBe(0);
  expect(rehearsal.said()).toContain('interrupted');
  expect(await stillRunning(processes)).toEqual([]);
  expect(await programsOf(folder)).toEqual([]);
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { processStartTime } from '@tideway/local-aws';
import { expect, onTestFinished, test } from 'vitest';
import { claimFolder, endRehearsal } from './claim-folder.ts';
import type { ProcessEntry } from './process-entry.ts';
import { createRecord } from './rehearsal-record.ts';
import { scratchFolder } from './scratch.test.fixture.ts';

async function running(name: string, environment = process.env): Promise<ProcessEntry> {
  const child = spawn(process.execPath, ['-e', 'console.log(1); setInterval(() => {}, 1000)'], {
    detached: true,
    env: environment,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(child.stdout, 'data');
  const pid = child.pid ?? 0;
  onTestFinished(() => void child.kill('SIGKILL'));
  return { name, pid, startTime: (await processStartTime(pid)) ?? '' };
}

const gone = { name: 'rehearsal', pid: 999_999, startTime: 'long ago' };
const mark = 'mark-of-the-one-before';

test('what a killed rehearsal left behind is ended, and only that', async () => {
  const folder = await scratchFolder();
  const left = await running('etcd');
  const stranger = await running('something else');
  const reused = { ...stranger, name: 'kwok', startTime: 'when it was another process' };
  const record = { owner: gone, mark, kept: false, processes: [left, reused], kubeconfigs: {} };
  await createRecord(folder.record, record);
  const { cleaned } = await claimFolder(folder);
  expect(cleaned).toEqual(['etcd']);
  expect(await processStartTime(left.pid)).toBeUndefined();
  expect(await processStartTime(stranger.pid)).toBe(stranger.startTime);
});

test.runIf(process.platform === 'linux')(
  'a process that the killed one had no time to write down is ended as well, by its mark',
  async () => {
    const folder = await scratchFolder();
    const early = await running('node', { ...process.env, TIDEWAY_REHEARSAL: mark });
    const other = await running('node', { ...process.env, TIDEWAY_REHEARSAL: `${mark}-of-another` });
    await createRecord(folder.record, { owner: gone, mark, kept: false, processes: [], kubeconfigs: {} });
    const { cleaned, record } = await claimFolder(folder);
    expect(cleaned).toEqual(['node']);
    expect(await processStartTime(early.pid)).toBeUndefined();
    expect(await processStartTime(other.pid)).toBe(other.startTime);
    expect(record.mark).not.toBe(mark);
  },
);

test('two rehearsals in one folder get in nobody’s way: the second is told who is there', async () => {
  const folder = await scratchFolder();
  await claimFolder(folder);
  await expect(claimFolder(folder)).rejects.toThrow(`Process ${process.pid} rehearses`);
});

test('one that was kept running is not ended by the next, but by down', async () => {
  const folder = await scratchFolder();
  const kept = await running('etcd');
  await createRecord(folder.record, {
    ...{ owner: gone, mark, kept: true, processes: [kept], kubeconfigs: {} },
  });
  await expect(claimFolder(folder)).rejects.toThrow('tideway rehearse down');
  expect(await endRehearsal(folder)).toEqual(['etcd']);
  expect((await claimFolder(folder)).cleaned).toEqual([]);
});

import { processStartTime } from '@tideway/local-aws';
import { expect, onTestFinished, test } from 'vitest';
import { claimFolder } from './claim-folder.ts';
import { readRecord } from './rehearsal-record.ts';
import { scratchFolder } from './scratch.test.fixture.ts';
import { Supervisor } from './supervisor.ts';

async function supervise() {
  const folder = await scratchFolder();
  const { record } = await claimFolder(folder);
  const supervisor = new Supervisor(folder, record);
  onTestFinished(() => supervisor.close());
  const start = (name: string, script: string) =>
    supervisor.start({
      name,
      program: process.execPath,
      arguments: ['-e', script],
      directory: folder.root,
      environment: {},
    });
  const processes = async () => (await readRecord(folder.record))?.processes ?? [];
  return { folder, supervisor, start, processes };
}

const forever = 'setInterval(() => {}, 1000)';

test('a process that dies ends the rehearsal, with the last lines of its log', async () => {
  const { supervisor, start } = await supervise();
  await start('dev/etcd', forever);
  await start('dev/api', 'console.log("first"); console.error("no such file"); process.exit(3)');
  await expect
    .poll(() => (supervisor.failed.reason as Error | undefined)?.message)
    .toMatch(/dev\/api ended with 3\. The last lines of .*dev\.api\.log:\nfirst\nno such file$/);
});

test('every process is written down, and none is left in the end: not even its children', async () => {
  const { supervisor, start, processes } = await supervise();
  await start('one', forever);
  await start(
    'two',
    `require("child_process").spawn(process.execPath, ["-e", ${JSON.stringify(forever)}]); ${forever}`,
  );
  const entries = await processes();
  expect(entries.map(({ name }) => name)).toEqual(['one', 'two']);
  await supervisor.close();
  for (const { pid } of entries) {
    expect(await processStartTime(pid)).toBeUndefined();
    expect(() => process.kill(-pid, 0)).toThrow('ESRCH');
  }
  expect(await processes()).toEqual([]);
  await expect(start('three', forever)).rejects.toThrow('the rehearsal is over');
});

test('what is killed on purpose can be started again', async () => {
  const { supervisor, start, processes } = await supervise();
  await start('one', forever);
  const [before] = await processes();
  const spec = await supervisor.crash('one');
  expect(await processStartTime(before?.pid ?? 0)).toBeUndefined();
  await supervisor.start(spec);
  expect((await processes()).map(({ name }) => name)).toEqual(['one']);
  expect(supervisor.failed.aborted).toBe(false);
});

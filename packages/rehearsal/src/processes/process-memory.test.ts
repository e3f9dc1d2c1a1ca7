import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { processMemory } from './process-memory.ts';
import { proportionalSets } from './proportional-sets.ts';
import { residentSets } from './resident-sets.ts';

const readers = process.platform === 'linux' ? [proportionalSets, residentSets] : [residentSets];

test.each(readers)('memory of a process counts what it has started, and nobody else (%o)', async (read) => {
  const mine = new Map([[process.pid, 'this']]);
  const before = await processMemory(await read(), mine);
  const child = spawn(process.execPath, [
    '-e',
    'globalThis.held = Buffer.alloc(200e6, 1); console.log("held"); setInterval(() => {}, 1000)',
  ]);
  try {
    await once(child.stdout, 'data');
    const together = await processMemory(await read(), mine);
    expect((together.get('this') ?? 0) - (before.get('this') ?? 0)).toBeGreaterThan(150e6);
    const apart = await processMemory(await read(), new Map([...mine, [child.pid ?? 0, 'child']]));
    expect(apart.get('child')).toBeGreaterThan(200e6);
    expect(apart.get('this')).toBeLessThan(together.get('this') ?? 0);
  } finally {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
});

test.each(readers)('a process that is not there has no memory (%o)', async (read) => {
  expect(await processMemory(await read(), new Map([[2 ** 30, 'nobody']]))).toEqual(new Map());
});

/** A folder as /proc is, with processes 7 (etcd) and 8, its child. */
async function madeProc(rollups: Readonly<Record<string, string>>): Promise<string> {
  const proc = await mkdtemp(join(tmpdir(), 'tideway-proc-'));
  onTestFinished(() => rm(proc, { recursive: true }));
  for (const [pid, parent] of [
    ['7', 1],
    ['8', 7],
  ] as const) {
    await mkdir(join(proc, pid));
    await writeFile(join(proc, pid, 'stat'), `${pid} (a ) b) S ${parent} 7 7`);
    if (rollups[pid] !== undefined) await writeFile(join(proc, pid, 'smaps_rollup'), rollups[pid]);
  }
  return proc;
}

const etcd = new Map([[7, 'etcd']]);
const good = 'Rss: 9000 kB\nPss:                1000 kB\n';

test('a process that runs and whose memory can’t be read is no process without memory', async () => {
  const whole = await proportionalSets(await madeProc({ '7': good, '8': good }));
  expect(await processMemory(whole, etcd)).toEqual(new Map([['etcd', 2000 * 1024]]));
  const missing = await proportionalSets(await madeProc({ '7': good }));
  await expect(processMemory(missing, etcd)).rejects.toThrow(/8\/smaps_rollup can't be read: ENOENT/);
  const other = await proportionalSets(await madeProc({ '7': good, '8': 'Rss: 9000 kB\n' }));
  await expect(processMemory(other, etcd)).rejects.toThrow(/8\/smaps_rollup has no line Pss/);
});

test('a process that ends while it is looked at needs nothing', async () => {
  const proc = await madeProc({ '7': good });
  const table = await proportionalSets(proc);
  await rm(join(proc, '8'), { recursive: true });
  expect(await processMemory(table, etcd)).toEqual(new Map([['etcd', 1000 * 1024]]));
  await cp(join(proc, '7'), join(proc, '8'), { recursive: true });
  await rm(join(proc, '8', 'smaps_rollup'));
  await writeFile(join(proc, '8', 'stat'), '8 (etcd) Z 7 7 7');
  expect(await processMemory(table, etcd)).toEqual(new Map([['etcd', 1000 * 1024]]));
});

test('a system that tells nothing says why', async () => {
  await expect(proportionalSets('/no/such/proc')).rejects.toThrow("/no/such/proc can't be read: ENOENT");
  const folder = await madeProc({});
  const ps = join(folder, 'ps');
  await writeFile(ps, '#!/bin/sh\necho not allowed >&2\nexit 1\n');
  await chmod(ps, 0o755);
  await expect(residentSets(ps)).rejects.toThrow(
    /ps does not say how much memory processes need: .*not allowed/s,
  );
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { processMemory } from './process-memory.ts';

const isLinux = process.platform === 'linux';

test.runIf(isLinux)('memory of a process counts what it has started, and nobody else', async () => {
  const before = await processMemory(new Map([[process.pid, 'this']]));
  const child = spawn(process.execPath, [
    '-e',
    'globalThis.held = Buffer.alloc(200e6, 1); console.log("held"); setInterval(() => {}, 1000)',
  ]);
  try {
    await once(child.stdout, 'data');
    const together = await processMemory(new Map([[process.pid, 'this']]));
    expect((together?.get('this') ?? 0) - (before?.get('this') ?? 0)).toBeGreaterThan(150e6);
    const apart = await processMemory(
      new Map([
        [process.pid, 'this'],
        [child.pid ?? 0, 'child'],
      ]),
    );
    expect(apart?.get('child')).toBeGreaterThan(200e6);
    expect(apart?.get('this')).toBeLessThan(together?.get('this') ?? 0);
  } finally {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
});

test.runIf(isLinux)('a process that is not there has no memory', async () => {
  expect(await processMemory(new Map([[2 ** 30, 'nobody']]))).toEqual(new Map());
});

import { expect, onTestFinished, test } from 'vitest';
import { MemoryWatch } from './memory-watch.ts';
import { MemoryUnknownError, type ProcessTable } from './process-table.ts';

const names = new Map([
  [10, 'dev/etcd'],
  [20, 'dev/kube-apiserver'],
  [30, 'prod/etcd'],
]);

/** A watch over what the system says one look after the other; the last of it for all that follow. */
function watch(...looks: readonly (Readonly<Record<number, number>> | string)[]) {
  let look = 0;
  const read = (): Promise<ProcessTable> => {
    const said = looks[Math.min(look, looks.length - 1)] ?? 'nothing';
    look += 1;
    if (typeof said === 'string') return Promise.reject(new MemoryUnknownError(said));
    return Promise.resolve({
      parents: new Map([...names.keys()].map((pid) => [pid, 1])),
      memoryOf: (pid) => Promise.resolve(said[pid] ?? 0),
    });
  };
  const watching = new MemoryWatch({
    processes: () => names,
    isOther: (name) => name.startsWith('prod/'),
    read,
  });
  onTestFinished(() => watching.end());
  return watching;
}

test('the most that one cluster needed is told with who needed it then, and the most of all together', async () => {
  const memory = watch({ 10: 100, 20: 300, 30: 50 }, { 10: 150, 20: 200, 30: 500 });
  expect(await memory.peak()).toMatchObject({
    state: 'measured',
    oneCluster: 400,
    everything: 850,
    processes: { 'dev/kube-apiserver': 300, 'dev/etcd': 100 },
  });
});

test('one look that the system did not answer makes it unknown, whatever the others said', async () => {
  const memory = watch("/proc can't be read", { 10: 100, 20: 300, 30: 50 });
  expect(await memory.peak()).toEqual({ state: 'unknown', why: "/proc can't be read" });
  expect(await memory.peak()).toEqual({ state: 'unknown', why: "/proc can't be read" });
});

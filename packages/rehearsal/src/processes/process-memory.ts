import { readdir, readFile } from 'node:fs/promises';

/**
 * Memory of processes with everything that they have started, by the names of these.
 *
 * Memory that several processes share counts for each of them in parts (PSS), so that the sum is what the machine has to
 * have. Linux only: elsewhere nothing is known.
 *
 * @param roots - names by process id; a process belongs to the nearest of its ancestors that is one of these
 * @returns bytes by name; undefined where the system does not tell
 */
export async function processMemory(
  roots: ReadonlyMap<number, string>,
): Promise<ReadonlyMap<string, number> | undefined> {
  const parents = await parentsOf();
  if (parents === undefined) return undefined;
  const used = new Map<string, number>();
  await Promise.all(
    [...parents.keys()].map(async (pid) => {
      const name = rootOf(pid, parents, roots);
      if (name === undefined) return;
      const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
      const kilobytes = Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? 0);
      used.set(name, (used.get(name) ?? 0) + kilobytes * 1024);
    }),
  );
  return used;
}

async function parentsOf(): Promise<ReadonlyMap<number, number> | undefined> {
  const entries = await readdir('/proc').catch(() => undefined);
  if (entries === undefined) return undefined;
  const pids = entries.filter((entry) => /^\d+$/.test(entry));
  const stats = await Promise.all(
    pids.map(async (pid) => {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
      // proc(5): the name in brackets may hold anything, so what follows counts from the last bracket.
      const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return [Number(pid), Number(parent)] as const;
    }),
  );
  return new Map(stats.filter(([, parent]) => Number.isInteger(parent)));
}

function rootOf(
  pid: number,
  parents: ReadonlyMap<number, number>,
  roots: ReadonlyMap<number, string>,
): string | undefined {
  for (let one: number | undefined = pid; one !== undefined && one > 1; one = parents.get(one)) {
    const name = roots.get(one);
    if (name !== undefined) return name;
  }
  return undefined;
}

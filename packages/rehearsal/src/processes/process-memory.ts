import type { ProcessTable } from './process-table.ts';

/**
 * Memory of processes with everything that they have started, by the names of these.
 *
 * @param roots - names by process id; a process belongs to the nearest of its ancestors that is one of these
 * @returns bytes by name
 * @throws MemoryUnknownError when the system does not tell of one of them
 */
export async function processMemory(
  { parents, memoryOf }: ProcessTable,
  roots: ReadonlyMap<number, string>,
): Promise<ReadonlyMap<string, number>> {
  const used = new Map<string, number>();
  await Promise.all(
    [...parents.keys()].map(async (pid) => {
      const name = rootOf(pid, parents, roots);
      if (name === undefined) return;
      const bytes = await memoryOf(pid);
      used.set(name, (used.get(name) ?? 0) + bytes);
    }),
  );
  return used;
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

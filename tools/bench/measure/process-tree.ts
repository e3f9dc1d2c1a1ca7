import { readdirSync, readFileSync } from 'node:fs';

/** Ends a process and everything in its group. */
export function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Watches the memory of a process and its children. */
export interface MemoryWatch {
  /** Ends it. @returns The highest sum in bytes, undefined on a system without `/proc`. */
  stop(): number | undefined;
}

/**
 * Looks every few milliseconds at the resident memory of a process and all below it, and keeps the highest sum. Each
 * process counts with its own high-water mark, so that a peak between two looks is seen; one that lives shorter than
 * that may be missed.
 */
export function watchMemory(options: { readonly pid: number; readonly withRoot: boolean }): MemoryWatch {
  let peak = 0;
  const look = (): void => {
    const tree = treeBelow(options.pid);
    const pids = options.withRoot ? [options.pid, ...tree] : tree;
    peak = Math.max(
      peak,
      pids.reduce((sum, pid) => sum + residentPeak(pid), 0),
    );
  };
  const timer = setInterval(look, 4);
  return {
    stop: () => {
      clearInterval(timer);
      return peak === 0 ? undefined : peak;
    },
  };
}

function treeBelow(root: number): readonly number[] {
  const children = new Map<number, number[]>();
  for (const name of list('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    // The name in parentheses may hold anything: the parent is the second word behind it.
    const parent = Number(read(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ')[1]);
    children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const found: number[] = [];
  for (
    let next = children.get(root) ?? [];
    next.length > 0;
    next = next.flatMap((pid) => children.get(pid) ?? [])
  )
    found.push(...next);
  return found;
}

function residentPeak(pid: number): number {
  const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`))?.[1];
  return Number(kibibytes ?? 0) * 1024;
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

import { readFileSync } from 'node:fs';
import { link, mkdir, readFile, rm, rmdir, stat, unlink, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DeliveryError } from './error.ts';
import { abortError } from './git.ts';
import { fileError } from './state.ts';

/** How to wait for a lock. */
export interface LockOptions {
  readonly file: string;
  readonly signal?: AbortSignal;
  /** Called once when somebody else holds it. */
  readonly onWait?: () => void;
  /** Milliseconds. @default 600000 */
  readonly patience?: number;
}

/**
 * Takes a lock that others of this machine respect, and waits for them. A lock whose process is gone is broken.
 *
 * It only keeps two deliveries from doing the same work twice in one mirror: what keeps them from harming each other
 * is that every file is renamed into place and that the remote takes no push that is not based on its head.
 *
 * @returns gives the lock back
 * @throws {DeliveryError} `locked`, `aborted`, `disk-full` or `state-unwritable`
 */
export async function takeLock(options: LockOptions): Promise<() => Promise<void>> {
  const { file, signal, patience = 600_000 } = options;
  const owner = `${process.pid} ${processStart(process.pid) ?? ''}\n`;
  const until = Date.now() + patience;
  let waited = false;
  while (!(await tryLock(file, owner))) {
    if (await breakStale(file)) continue;
    if (!waited) options.onWait?.();
    waited = true;
    if (signal?.aborted === true) throw abortError(signal);
    if (Date.now() > until) throw stillLocked(file);
    await sleep(20 + Math.random() * 60);
  }
  return () => rm(file, { force: true });
}

async function tryLock(file: string, owner: string): Promise<boolean> {
  // Written beside and linked into place: nobody can ever read a lock without its owner.
  const beside = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(beside, owner);
    await link(beside, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw fileError(error, dirname(file));
  } finally {
    await rm(beside, { force: true }).catch(() => undefined);
  }
}

/**
 * Whether what was written beside a lock is left over: its process is gone. The name says whose it is.
 *
 * @param name of a file beside the lock, such as `flux-repo.lock.4711.x1y2z3`
 * @param lock the lock's own name
 */
export function isLeftBesideLock(name: string, lock: string): boolean {
  const pid = name.startsWith(`${lock}.`) ? /^(\d+)\./.exec(name.slice(lock.length + 1))?.[1] : undefined;
  return pid !== undefined && processStart(Number(pid)) === undefined;
}

async function breakStale(file: string): Promise<boolean> {
  if (!(await isStale(file))) return false;
  const breaker = `${file}.break`;
  try {
    await mkdir(breaker);
  } catch {
    const age = await stat(breaker).then(
      (found) => Date.now() - found.mtimeMs,
      () => 0,
    );
    if (age > 10_000) await rmdir(breaker).catch(() => undefined);
    return false;
  }
  try {
    // Somebody else may have broken it, and a living process taken it, since we looked.
    if (await isStale(file)) await unlink(file).catch(() => undefined);
    return true;
  } finally {
    await rmdir(breaker).catch(() => undefined);
  }
}

async function isStale(file: string): Promise<boolean> {
  const owner = await readFile(file, 'utf8').catch(() => undefined);
  if (owner === undefined) return false;
  const [pid = '', start = ''] = owner.trim().split(' ');
  const running = processStart(Number(pid));
  return running === undefined || (start !== '' && running !== '' && running !== start);
}

/** When a process started, in the system's own measure; empty when the system does not say; none when it is gone. */
function processStart(pid: number): string | undefined {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return undefined;
  }
  try {
    // proc_pid_stat(5): the 22nd field; the second one may itself hold spaces and brackets.
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return fields.slice(fields.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function stillLocked(file: string): DeliveryError {
  return new DeliveryError({
    code: 'locked',
    message: `Another delivery to this repository is still running (${file}).`,
    next: 'Wait for it, or end it, and run again.',
  });
}

import type { ChildProcess } from 'node:child_process';

/** Processes that were started and have not ended: none of them may outlive the server. */
export class Children {
  readonly #running = new Set<ChildProcess>();

  /** Follows a process that leads its own process group. */
  add(child: ChildProcess): void {
    this.#running.add(child);
    // 'close' comes last of all, but never if the process could not be started.
    child.once('close', () => this.#running.delete(child));
    child.once('error', () => this.#running.delete(child));
  }

  /** Ends a process together with those that it started. */
  static end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    try {
      process.kill(-child.pid, signal);
    } catch {
      child.kill(signal);
    }
  }

  /** Gives all of them a moment to finish, then ends them; resolves when none is left. */
  async close(graceMs: number): Promise<void> {
    if (await this.#empty(graceMs)) return;
    for (const child of this.#running) Children.end(child, 'SIGTERM');
    if (await this.#empty(2_000)) return;
    for (const child of this.#running) Children.end(child, 'SIGKILL');
    await this.#empty(2_000);
  }

  async #empty(withinMs: number): Promise<boolean> {
    const ended = [...this.#running].map((child) => new Promise((resolve) => child.once('close', resolve)));
    if (ended.length === 0) return true;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => (timer = setTimeout(resolve, withinMs, 'late')));
    const first = await Promise.race([Promise.all(ended), late]);
    clearTimeout(timer);
    return first !== 'late';
  }
}

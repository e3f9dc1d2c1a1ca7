/** Work that waits for its turn. */
export interface QueuedWork {
  readonly run: () => Promise<void>;
  /** Called instead of `run` when a later one has taken its place, or the queue is closed. */
  readonly drop: (why: string) => Promise<void>;
  /** Work of the same kind that still waits gives way to this. @default - to nothing */
  readonly kind?: string;
  /** Name in the reason that whoever gives way is told. */
  readonly name: string;
}

/** Runs one piece of work at a time; what waits gives way to newer work of its kind, and the newest always runs. */
export class BuildQueue {
  #waiting: QueuedWork[] = [];
  #running: Promise<void> | undefined;
  #closed = false;

  /** Adds work; it starts at once when nothing else runs. */
  async add(work: QueuedWork): Promise<void> {
    if (this.#closed) return await work.drop('local AWS was stopped');
    const gives = (one: QueuedWork) => one.kind !== undefined && one.kind === work.kind;
    const [older, others] = [this.#waiting.filter(gives), this.#waiting.filter((one) => !gives(one))];
    this.#waiting = [...others, work];
    await Promise.all(older.map((one) => one.drop(`${work.name} took its place`)));
    this.#running ??= this.#work();
  }

  /** Takes back work that still waits. @returns whether it did */
  async remove(name: string, why: string): Promise<boolean> {
    const work = this.#waiting.find((one) => one.name === name);
    if (!work) return false;
    this.#waiting = this.#waiting.filter((one) => one !== work);
    await work.drop(why);
    return true;
  }

  /** Drops what waits, and resolves when nothing runs any more. */
  async close(): Promise<void> {
    this.#closed = true;
    const waiting = this.#waiting.splice(0);
    await Promise.all(waiting.map((one) => one.drop('local AWS was stopped')));
    await this.#running;
  }

  async #work(): Promise<void> {
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) await next.run();
    this.#running = undefined;
  }
}

import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { RunResult } from '../measure/interleave.ts';
import { killGroup, watchMemory } from '../measure/process-tree.ts';
import type { DelivererName } from './contenders.ts';
import type { Job, WorkerAnswer } from './job.ts';

const limit = 60_000;

/** A contender in its process, which is started when it is needed first and again after it was ended. */
export class WorkerProcess {
  readonly #name: DelivererName;
  readonly #environment: Readonly<Record<string, string>>;
  readonly #signal: AbortSignal;
  #child: ChildProcess | undefined;

  constructor(options: {
    readonly name: DelivererName;
    readonly environment: Readonly<Record<string, string>>;
    readonly signal: AbortSignal;
  }) {
    this.#name = options.name;
    this.#environment = options.environment;
    this.#signal = options.signal;
  }

  /**
   * Does a job. A process that works for longer than a minute is ended.
   * @throws {Error} when it fails
   */
  run(job: Job): Promise<RunResult> {
    this.#signal.throwIfAborted();
    const child = (this.#child ??= this.#start());
    return new Promise((resolve, reject) => {
      let timer: NodeJS.Timeout | undefined;
      const settle = (finish: () => void): void => {
        clearTimeout(timer);
        child.removeAllListeners();
        this.#signal.removeEventListener('abort', abort);
        finish();
      };
      const abort = (): void => settle(() => reject(new Error(String(this.#signal.reason))));
      this.#signal.addEventListener('abort', abort);
      child.on('exit', (code, signal) =>
        settle(() => reject(new Error(`${this.#name} ended with ${code ?? signal}`))),
      );
      child.on('message', (message) => {
        const answer = message as WorkerAnswer;
        if (answer.kind === 'done') settle(() => resolve({ milliseconds: answer.milliseconds }));
        else if (answer.kind === 'failed') settle(() => reject(new Error(answer.message)));
        else {
          timer = setTimeout(() => {
            settle(() => resolve({ cutAt: limit }));
            this.end();
          }, limit);
        }
      });
      child.send(job);
    });
  }

  /** Does a job in a new process. @returns Its peak memory in bytes, that of its children included. */
  async weigh(job: Job): Promise<number | undefined> {
    this.end();
    const child = (this.#child = this.#start());
    if (child.pid === undefined) return undefined;
    // Programs that only git consists of are not charged with the Node that starts them.
    const withRoot = ['tideway', 'tidewayNew', 'isomorphic', 'request'].includes(this.#name);
    const watch = watchMemory({ pid: child.pid, withRoot });
    try {
      await this.run(job);
    } finally {
      this.end();
    }
    return watch.stop();
  }

  /** Ends the process and all below it. */
  end(): void {
    if (this.#child?.pid !== undefined) killGroup(this.#child.pid);
    this.#child?.unref();
    this.#child = undefined;
  }

  #start(): ChildProcess {
    return fork(join(import.meta.dirname, 'worker.ts'), [this.#name], {
      execArgv: ['--conditions=@tideway/source'],
      env: { ...process.env, ...this.#environment },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      detached: true,
    });
  }
}

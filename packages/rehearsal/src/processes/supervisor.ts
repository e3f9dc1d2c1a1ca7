import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { processStartTime } from '@tideway/local-aws';
import { RehearsalError } from '../rehearsal-error.ts';
import { endProcesses } from './end-processes.ts';
import { lastLines } from './last-lines.ts';
import { markVariable } from './marked-processes.ts';
import { type ProcessEntry, signalGroup } from './process-entry.ts';
import type { ProcessSpec } from './process-spec.ts';
import type { RehearsalFolder } from './rehearsal-folder.ts';
import { type RehearsalRecord, replaceRecord } from './rehearsal-record.ts';

interface Running {
  readonly spec: ProcessSpec;
  readonly child: ChildProcess;
  readonly entry: ProcessEntry;
  /** Whether its end is wanted. */
  leaving: boolean;
}

/** Runs programs, each in a process group of its own, writes them down, and ends everything when one of them dies. */
export class Supervisor {
  readonly #folder: RehearsalFolder;
  readonly #running = new Map<string, Running>();
  readonly #failure = new AbortController();
  #record: RehearsalRecord;
  #isClosed = false;
  #writing: Promise<void> = Promise.resolve();

  constructor(folder: RehearsalFolder, record: RehearsalRecord) {
    this.#folder = folder;
    this.#record = record;
  }

  /** Aborts with a {@link RehearsalError} when a process ends that nobody ended. */
  get failed(): AbortSignal {
    return this.#failure.signal;
  }

  /** Where a process logs to. */
  log(name: string): string {
    return join(this.#folder.logs, `${name.replaceAll('/', '.')}.log`);
  }

  /** Starts a program and writes it down before anything else happens. */
  async start(spec: ProcessSpec): Promise<void> {
    this.#failure.signal.throwIfAborted();
    if (this.#isClosed) throw new RehearsalError('interrupted', `${spec.name}: the rehearsal is over.`);
    mkdirSync(this.#folder.logs, { recursive: true });
    const log = openSync(this.log(spec.name), 'a', 0o600);
    const child = spawn(spec.program, spec.arguments, {
      cwd: spec.directory,
      env: { ...spec.environment, [markVariable]: this.#record.mark },
      detached: true,
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    const { pid } = child;
    if (pid === undefined) {
      const error = await new Promise<Error>((resolve) => child.once('error', resolve));
      throw new RehearsalError('process-ended', `${spec.name} can't be started: ${error.message}`);
    }
    const ended = (code: number | null, signal: NodeJS.Signals | null) =>
      void this.#ended(spec.name, pid, code === null ? `by ${signal ?? 'a signal'}` : `with ${code}`);
    child.once('exit', ended);
    const entry = { name: spec.name, pid, startTime: (await processStartTime(pid)) ?? '' };
    this.#running.set(spec.name, { spec, child, entry, leaving: false });
    if (child.exitCode !== null || child.signalCode !== null) ended(child.exitCode, child.signalCode);
    await this.#write();
  }

  /** Kills a process as a crash would, and resolves when it is gone. */
  async crash(name: string): Promise<ProcessSpec> {
    const running = this.#find(name);
    running.leaving = true;
    const gone = new Promise<void>((resolve) => running.child.once('exit', () => resolve()));
    signalGroup(running.entry, 'SIGKILL');
    if (running.child.exitCode === null && running.child.signalCode === null) await gone;
    this.#running.delete(name);
    await this.#write();
    return running.spec;
  }

  /** Ends processes in order, those whose name starts with a prefix. @default all */
  async stop(prefix = ''): Promise<void> {
    const all = [...this.#running.values()].filter(({ spec }) => spec.name.startsWith(prefix));
    for (const running of all) running.leaving = true;
    await endProcesses(all.map(({ entry }) => entry).reverse(), 1_500);
    for (const { spec } of all) this.#running.delete(spec.name);
    await this.#write();
  }

  /** Ends everything, and starts nothing any more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.stop();
  }

  /** Stops watching; the processes run on and stay written down as kept. */
  async keep(kubeconfigs: Readonly<Record<string, string>>): Promise<void> {
    this.#record = { ...this.#record, kept: true, kubeconfigs };
    for (const running of this.#running.values()) {
      running.leaving = true;
      running.child.unref();
    }
    await this.#write();
  }

  /** Names of all processes that run, by their ids. */
  get processes(): ReadonlyMap<number, string> {
    return new Map([...this.#running].map(([name, { entry }]) => [entry.pid, name]));
  }

  /** Whether a process of this name runs. */
  runs(name: string): boolean {
    return this.#running.has(name);
  }

  /** Says that something else died that the rehearsal can't do without. */
  fail(error: RehearsalError): void {
    this.#failure.abort(error);
  }

  #find(name: string): Running {
    const running = this.#running.get(name);
    if (!running) throw new Error(`${name} does not run.`);
    return running;
  }

  async #ended(name: string, pid: number, how: string): Promise<void> {
    const running = this.#running.get(name);
    if (!running || running.entry.pid !== pid || running.leaving) return;
    if (running.spec.mayEnd === true) {
      this.#running.delete(name);
      return this.#write();
    }
    const log = this.log(name);
    const lines = await lastLines(log);
    this.fail(
      new RehearsalError('process-ended', `${name} ended ${how}. The last lines of ${log}:\n${lines}`),
    );
  }

  #write(): Promise<void> {
    const processes = [...this.#running.values()].map(({ entry }) => entry);
    const record = { ...this.#record, processes };
    this.#writing = this.#writing.then(() => replaceRecord(this.#folder.record, record));
    return this.#writing;
  }
}

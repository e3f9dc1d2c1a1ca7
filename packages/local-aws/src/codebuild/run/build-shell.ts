import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import type { Readable, Writable } from 'node:stream';

/** Where the commands of a build run. */
export interface BuildShellOptions {
  readonly directory: string;
  /** The whole environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** File that keeps variables, functions and the folder when a command ends the shell. */
  readonly stateFile: string;
  /** Hears everything that commands print. */
  readonly onOutput: (chunk: Buffer) => void;
  /** Told of the process group that commands run in, each time a shell is started. */
  readonly onStart?: (pid: number) => void;
}

// Reads commands from descriptor 3, runs each in this very shell, answers its exit code on 4; 5 is the log, whatever a
// command does with its own output. A command gets none of these.
const LOOP = String.raw`
exec 5>&1 2>&1
__build_save() { { declare -p; declare -f; printf 'cd -- %q\n' "$PWD"; } >"$__build_state" 2>/dev/null; }
if [ -f "$__build_state" ]; then . "$__build_state" >/dev/null 2>&1; fi
trap __build_save EXIT
while IFS= read -r -d '' -u 3 __build_mark && IFS= read -r -d '' -u 3 __build_command; do
  eval "$__build_command" </dev/null 3<&- 4>&- 5>&-
  __build_code=$?
  __build_save
  printf '\0%s\0' "$__build_mark" >&5
  printf '%s\n' "$__build_code" >&4
done
trap - EXIT
`;
// What the last command printed may still be on its way when its shell is gone.
const DRAIN_MS = 200;

/**
 * One bash for all the commands of a build, as CodeBuild keeps it: folder, variables, functions and options hold from
 * one command to the next. A command that ends the shell (`exit`, `set -e`) ends only itself: the next one finds folder,
 * variables and functions as they were.
 */
export class BuildShell {
  readonly #options: BuildShellOptions;
  #child: ChildProcess | undefined;
  readonly #groups = new Set<number>();
  #killed = false;

  constructor(options: BuildShellOptions) {
    this.#options = options;
  }

  /**
   * Runs a command to its end.
   *
   * @returns its exit code; 128 and more for one that was ended by a signal.
   */
  async run(command: string): Promise<number> {
    if (this.#killed) return 143;
    const mark = randomBytes(16).toString('hex');
    const child = (this.#child ??= this.#start());
    const output = child.stdout as Readable;
    const answer = child.stdio[4] as Readable;
    const end = Buffer.from(`\0${mark}\0`);
    return await new Promise<number>((resolve, reject) => {
      let rest: Buffer = Buffer.alloc(0);
      let code: number | undefined;
      let marked = false;
      const settle = (result: number) => {
        output.off('data', onOutput);
        answer.off('data', onAnswer);
        child.off('exit', onExit);
        child.off('error', reject);
        if (rest.length > 0) this.#options.onOutput(rest);
        resolve(result);
      };
      const onOutput = (chunk: Buffer) => {
        rest = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
        const index = rest.indexOf(end);
        if (index >= 0) {
          marked = true;
          rest = Buffer.concat([rest.subarray(0, index), rest.subarray(index + end.length)]);
          if (code !== undefined) settle(code);
          return;
        }
        // The mark may come in two pieces.
        const safe = rest.lastIndexOf(0) >= rest.length - end.length ? rest.lastIndexOf(0) : rest.length;
        const keep = safe < 0 ? rest.length : safe;
        if (keep > 0) this.#options.onOutput(rest.subarray(0, keep));
        rest = rest.subarray(keep);
      };
      const onAnswer = (chunk: Buffer) => {
        code = Number.parseInt(chunk.toString(), 10);
        if (marked) settle(code);
      };
      const onExit = (exitCode: number | null, signal: NodeJS.Signals | null) => {
        this.#child = undefined;
        const result = exitCode ?? (signal === 'SIGTERM' ? 143 : 137);
        const timer = setTimeout(settle, DRAIN_MS, result);
        output.once('close', () => {
          clearTimeout(timer);
          settle(result);
        });
      };
      output.on('data', onOutput);
      answer.on('data', onAnswer);
      child.once('exit', onExit);
      child.once('error', reject);
      (child.stdio[3] as Writable).write(`${mark}\0${command}\0`);
    });
  }

  /** Ends the shell with all that its commands left running; no command runs after that. */
  kill(): void {
    this.#killed = true;
    for (const group of this.#groups) endGroup(group);
  }

  #start(): ChildProcess {
    const { directory, environment, stateFile, onStart } = this.#options;
    const child = spawn('bash', ['--noprofile', '--norc', '-c', LOOP], {
      cwd: directory,
      env: { ...environment, __build_state: stateFile },
      // A group of its own: it is ended with everything that it started.
      detached: true,
      stdio: ['ignore', 'pipe', 'ignore', 'pipe', 'pipe'],
    });
    (child.stdio[3] as Writable).on('error', () => undefined);
    if (child.pid !== undefined) {
      this.#groups.add(child.pid);
      onStart?.(child.pid);
    }
    return child;
  }
}

/** Ends every process of a group at once; none may be left any more. */
export function endGroup(group: number): void {
  try {
    process.kill(-group, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

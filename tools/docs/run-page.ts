import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pageScript, stepMark } from './page-script.ts';
import type { Step } from './page-steps.ts';
import type { ReaderCheckout } from './reader-checkout.ts';

/** What became of a page. */
export interface PageRun {
  /** 0 when every step ended as it should. */
  readonly exitCode: number;
  /** What each step printed, stdout and stderr as they came; the last one is that of the step that failed. */
  readonly printed: readonly { readonly step: Step; readonly text: string }[];
}

/** Runs the steps of a page in one shell. When it returns nothing that they started runs any more, but for daemons. */
export async function runPage(options: {
  readonly steps: readonly Step[];
  readonly checkout: ReaderCheckout;
  /** Milliseconds. */
  readonly timeout: number;
}): Promise<PageRun> {
  const { steps, checkout, timeout } = options;
  const script = join(checkout.temporary, 'page.sh');
  const log = join(checkout.temporary, 'page.log');
  writeFileSync(script, pageScript(steps));
  // A file and no pipe: a daemon that a page starts would hold a pipe open after the shell's end.
  const output = openSync(log, 'w');
  const shell = spawnGroup(['bash', script], { checkout, output });
  closeSync(output);
  const guard = spawnGroup(['bash', '-c', guardScript, 'guard', process.pid, shell.pid, checkout.folder], {
    checkout,
  });
  const exitCode = await new Promise<number>((resolve, reject) => {
    const timer = setTimeout(() => {
      endGroup(shell);
    }, timeout);
    shell.on('error', reject);
    shell.on('exit', (code) => {
      clearTimeout(timer);
      resolve(code ?? 1);
    });
  });
  endGroup(guard);
  endGroup(shell);
  const printed = readFileSync(log, 'utf8')
    .split(stepMark)
    .slice(1)
    .flatMap((part) => {
      const end = part.indexOf('\n');
      const step = steps[Number(part.slice(0, end))];
      return step === undefined ? [] : [{ step, text: part.slice(end + 1) }];
    });
  return { exitCode, printed };
}

// When the tests are killed nobody is left to end the page and to remove its folder; local AWS ends with its folder.
const guardScript = `while kill -0 "$1"; do sleep 1; done; kill -KILL -- "-$2"; rm -rf "$3"`;

/** Starts a program as the leader of a process group of its own, so that it can be ended with all that it waits for. */
function spawnGroup(
  [program, ...words]: readonly [program: string, ...words: readonly unknown[]],
  { checkout, output }: { readonly checkout: ReaderCheckout; readonly output?: number },
): ChildProcess {
  const { root: cwd, environment: env } = checkout;
  const stream = output ?? 'ignore';
  return spawn(program, words.map(String), { cwd, env, stdio: ['ignore', stream, stream], detached: true });
}

function endGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

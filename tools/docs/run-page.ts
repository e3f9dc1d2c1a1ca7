import { spawn } from 'node:child_process';
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

/** Runs the steps of a page in one shell, and ends what it left running when the time is over. */
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
  // A group of its own, so that a page that hangs ends with all that it waits for.
  const shell = spawn('bash', [script], {
    cwd: checkout.root,
    env: checkout.environment,
    stdio: ['ignore', output, output],
    detached: true,
  });
  closeSync(output);
  const exitCode = await new Promise<number>((resolve, reject) => {
    const timer = setTimeout(() => shell.pid !== undefined && process.kill(-shell.pid, 'SIGKILL'), timeout);
    shell.on('error', reject);
    shell.on('exit', (code) => {
      clearTimeout(timer);
      resolve(code ?? 1);
    });
  });
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

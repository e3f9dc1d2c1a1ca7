import type yoctoSpinner from 'yocto-spinner';

type Spinner = ReturnType<typeof yoctoSpinner>;

/** Tells what long work is at. */
export interface Progress {
  /** Replaces the line that is shown. */
  step(text: string): void;
  /** Writes a line that stays. */
  note(text: string): void;
  /** Takes the line away, before results are written. */
  stop(): void;
}

/** Shows nothing: for `--json`. */
export const silentProgress: Progress = { step: () => {}, note: () => {}, stop: () => {} };

/** Shows only lines that stay: for pipes and CI. */
function plainProgress(stream: NodeJS.WriteStream): Progress {
  return { ...silentProgress, note: (text) => stream.write(`${text}\n`) };
}

/** A spinner on stderr when that is a terminal and `CI` is not set, otherwise only the lines that stay. */
export function progressOn(stream: NodeJS.WriteStream, environment: NodeJS.ProcessEnv): Progress {
  if (!stream.isTTY || environment['CI'] !== undefined) return plainProgress(stream);
  let text = '';
  let stopped = false;
  let spinner: Spinner | undefined;
  let loading: Promise<void> | undefined;
  return {
    step(next) {
      text = next;
      stopped = false;
      if (spinner !== undefined) {
        spinner.text = next;
        if (!spinner.isSpinning) spinner.start();
        return;
      }
      loading ??= import('yocto-spinner').then((spinners) => {
        spinner = spinners.default({ stream });
        if (!stopped) spinner.start(text);
      });
    },
    note(line) {
      spinner?.clear();
      stream.write(`${line}\n`);
    },
    stop() {
      stopped = true;
      spinner?.stop();
    },
  };
}

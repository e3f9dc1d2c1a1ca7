import type { Statistics } from './world/statistics.ts';

/** Shows how far a soak is. */
export interface Progress {
  show(numbers: ProgressNumbers): void;
  /** Takes the line away. */
  stop(): void;
}

/** How far it is. */
export interface ProgressNumbers {
  readonly interleavings: readonly [done: number, all: number];
  readonly crashes: readonly [done: number, all: number];
  readonly statistics: Statistics;
  /** Milliseconds since the start. */
  readonly time: number;
}

const everyMs = 15_000;

/** On a terminal a line that changes, else a line now and then. */
export function progressOn(stream: NodeJS.WriteStream, environment: NodeJS.ProcessEnv): Progress {
  const changing = stream.isTTY && environment['CI'] === undefined;
  let last = 0;
  return {
    show(numbers) {
      if (changing) stream.write(`\r\u001b[2K${lineOf(numbers).slice(0, Math.max(20, stream.columns - 1))}`);
      else if (numbers.time - last >= everyMs) {
        last = numbers.time;
        stream.write(`${lineOf(numbers)}\n`);
      }
    },
    stop() {
      if (changing) stream.write('\r\u001b[2K');
    },
  };
}

/** Minutes and seconds of a time in milliseconds. */
export function clock(time: number): string {
  const seconds = Math.round(time / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function lineOf({ interleavings, crashes, statistics, time }: ProgressNumbers): string {
  const { delivered, pushed, races } = statistics;
  const parts = [
    clock(time),
    ...(interleavings[1] > 0 ? [`interleavings ${interleavings.join('/')}`] : []),
    ...(crashes[1] > 0 ? [`crashes ${crashes.join('/')}`] : []),
    `${delivered} deliveries`,
    `${pushed} pushes of others`,
    `${races} races`,
  ];
  return parts.join(' · ');
}

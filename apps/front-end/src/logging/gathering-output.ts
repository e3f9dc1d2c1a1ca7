import { pino, type DestinationStream } from 'pino';

/** Milliseconds that a line may wait for others. */
const longest = 100;
/** Bytes that are written without waiting. */
const most = 8_192;
/** From this level on nothing waits: pino's `warn`. */
const urgent = pino.levels.values['warn'] ?? 40;

/** Where pino notes the level of the line that it writes. */
interface WithLevel extends DestinationStream {
  lastLevel: number;
}

/**
 * Standard output, with the lines of a moment in one write: one for each request would cost more than making the line.
 * Who looks for the reason of a failure must not have to wait for it, nor lose it: warnings and errors are written at
 * once with all before them, and the rest at the latest when the process ends.
 */
export function gatheringOutput(): DestinationStream {
  const stream = pino.destination({ fd: 1, sync: true, minLength: most });
  process.on('exit', () => stream.flushSync());
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    stream.flushSync();
  };
  const output: WithLevel & Record<symbol, unknown> = {
    [Symbol.for('pino.metadata')]: true,
    lastLevel: 0,
    write: (line) => {
      stream.write(line);
      if (output.lastLevel >= urgent) {
        flush();
      } else {
        timer ??= setTimeout(flush, longest).unref();
      }
    },
  };
  return output;
}

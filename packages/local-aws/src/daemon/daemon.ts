import { appendFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { checkTargets } from '../aws/target.ts';
import type { LocalAws, LocalAwsEvent } from '../options.ts';
import { startServer } from '../server.ts';
import { replaceFile } from '../state/atomic-file.ts';
import type { StateDirectory } from '../state/state-directory.ts';
import { openStateDirectory } from '../state/state-directory.ts';
import type { DaemonState } from './daemon-state.ts';
import { claimDaemon, readDaemonState, removeDaemonState } from './daemon-state.ts';
import type { DaemonAnswer, DaemonOptions } from './messages.ts';
import { processStartTime } from './process-identity.ts';

const LOOK_EVERY_MS = 2_000;

// Entry file of the daemon's process: told its options by the process that started it, it runs until it is ended.
process.once('message', (options: DaemonOptions) => {
  void run(options).then((answer) => {
    process.send?.(answer, () => {
      process.disconnect();
      if (answer.outcome !== 'ready') process.exit(answer.outcome === 'failed' ? 1 : 0);
    });
  });
});

async function run(options: DaemonOptions): Promise<DaemonAnswer> {
  try {
    const state = await openStateDirectory(options.stateDirectory);
    const log = logger(state);
    const aws = await startOnUsualPort(state, { ...options, log, preload: true });
    const port = Number(new URL(aws.proxyUrl).port);
    const self: DaemonState = {
      pid: process.pid,
      startTime: (await processStartTime(process.pid)) ?? '',
      port,
      targets: checkTargets(options.targets),
      ...(options.registry && { registry: options.registry }),
    };
    const other = await claimDaemon(state, self);
    if (other) {
      await aws.close();
      return { outcome: 'another runs', pid: other.pid };
    }
    await replaceFile({ path: state.daemonPort, content: `${port}\n` });
    endInTime(aws, state, self);
    return { outcome: 'ready' };
  } catch (error) {
    return { outcome: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
}

async function startOnUsualPort(
  state: StateDirectory,
  options: Parameters<typeof startServer>[0],
): Promise<LocalAws> {
  const usual = Number.parseInt(await readFile(state.daemonPort, 'utf8').catch(() => '0'), 10);
  try {
    return await startServer({ ...options, ...(usual > 0 && { port: usual }) });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    return await startServer(options);
  }
}

/** Ends when it is told to, and when nobody could find it any more because its state directory was removed. */
function endInTime(aws: LocalAws, state: StateDirectory, self: DaemonState): void {
  const end = () => {
    void aws
      .close()
      .then(() => removeDaemonState(state, self))
      .finally(() => process.exit(0));
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, end);
  let missed = 0;
  const look = async () => {
    const entry = await readDaemonState(state).catch(() => undefined);
    const found = entry?.pid === self.pid && entry.startTime === self.startTime;
    missed = found ? 0 : missed + 1;
    // Once is not enough: an entry is out of its place for a moment while another program looks at it.
    if (missed === 2) end();
  };
  setInterval(() => void look(), LOOK_EVERY_MS);
}

/** Writes down what may have to be explained later; answered requests are not worth a write each. */
function logger(state: StateDirectory): (event: LocalAwsEvent) => void {
  return (event) => {
    if (event.type === 'event' || (event.type === 'request' && event.status < 400)) return;
    try {
      appendFileSync(state.daemonLog, `${JSON.stringify({ time: new Date().toISOString(), ...event })}\n`);
    } catch {
      // A full disk or a removed folder must not end what is being answered.
    }
  };
}

import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { rename, stat } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkTargets } from '../aws/target.ts';
import { LocalAwsError } from '../local-aws-error.ts';
import type { StateDirectory } from '../state/state-directory.ts';
import { openStateDirectory } from '../state/state-directory.ts';
import type { DaemonAnswer, DaemonOptions } from './messages.ts';
import type { RunningLocalAws } from './status.ts';
import { localAwsStatus } from './status.ts';

const READY_WITHIN_MS = 20_000;
const LOG_LIMIT_BYTES = 5 * 1024 * 1024;
const ENVIRONMENT = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'TZ'];

/**
 * Starts local AWS as a process of its own that outlives this one, unless it runs already.
 *
 * @throws LocalAwsError if it can't be started, or runs with other targets or another registry than asked for.
 */
export async function startLocalAwsDaemon(options: DaemonOptions): Promise<RunningLocalAws> {
  checkTargets(options.targets);
  const running = await localAwsStatus(options.stateDirectory);
  if (running.running) return sameSettings(running, options);
  if (running.unresponsive !== undefined) {
    throw new LocalAwsError(
      'daemon-failed',
      `Local AWS of ${running.stateDirectory} runs as process ${running.unresponsive} but does not answer. End it with "tideway local down".`,
    );
  }
  const state = await openStateDirectory(options.stateDirectory);
  const answer = await launch(state, { ...options, stateDirectory: state.root });
  if (answer.outcome === 'failed')
    throw new LocalAwsError('daemon-failed', `Local AWS could not be started: ${answer.message}`);
  const started = await localAwsStatus(state.root);
  if (!started.running)
    throw new LocalAwsError(
      'daemon-failed',
      `Local AWS was started and is gone again. Look at ${state.daemonLog}.`,
    );
  return sameSettings(started, options);
}

function sameSettings(status: RunningLocalAws, options: DaemonOptions): RunningLocalAws {
  const names = (targets: DaemonOptions['targets']) =>
    targets.map(({ account, region }) => `${account}/${region}`);
  const served = new Set(names(status.targets));
  const missing = names(options.targets).filter((name) => !served.has(name));
  const registry = options.registry ?? status.registry;
  if (missing.length === 0 && registry === status.registry) return status;
  const difference =
    missing.length > 0 ? `without ${missing.join(', ')}` : `with the registry ${status.registry ?? 'none'}`;
  throw new LocalAwsError(
    'daemon-running',
    `Local AWS of ${status.stateDirectory} runs already, ${difference}. Stop it with "tideway local down", then start it again.`,
  );
}

async function launch(state: StateDirectory, options: DaemonOptions): Promise<DaemonAnswer> {
  const size = await stat(state.daemonLog).then(
    (entry) => entry.size,
    () => 0,
  );
  if (size > LOG_LIMIT_BYTES) await rename(state.daemonLog, `${state.daemonLog}.1`);
  const log = openSync(state.daemonLog, 'a', 0o600);
  const entry = fileURLToPath(new URL(`daemon${extname(import.meta.filename)}`, import.meta.url));
  // Without the variables of the caller's shell: a proxy or a trust store there may be local AWS itself.
  const env = Object.fromEntries(
    ENVIRONMENT.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])),
  );
  // Whom else the user trusts: builds ask npm's registries, which on some networks others answer for.
  const { NODE_EXTRA_CA_CERTS: trusted } = process.env;
  if (trusted && resolve(trusted) !== resolve(state.caFile)) env['NODE_EXTRA_CA_CERTS'] = trusted;
  const child = spawn(process.execPath, [entry], {
    cwd: state.root,
    env,
    detached: true,
    stdio: ['ignore', log, log, 'ipc'],
  });
  closeSync(log);
  try {
    return await new Promise<DaemonAnswer>((resolve, reject) => {
      const failed = (why: string) =>
        reject(
          new LocalAwsError(
            'daemon-failed',
            `Local AWS could not be started: ${why}. Look at ${state.daemonLog}.`,
          ),
        );
      const timer = setTimeout(() => {
        child.kill('SIGKILL');
        failed(`it was not ready within ${READY_WITHIN_MS / 1000} s`);
      }, READY_WITHIN_MS);
      child.once('error', (error) => failed(error.message));
      child.once('exit', (code, signal) => failed(`it ended with ${code ?? signal ?? 'no code'}`));
      child.once('message', (answer) => resolve(answer as DaemonAnswer));
      child.once('message', () => clearTimeout(timer));
      child.once('exit', () => clearTimeout(timer));
      child.send(options);
    });
  } finally {
    if (child.connected) child.disconnect();
    child.unref();
  }
}

import { json } from 'node:stream/consumers';
import type { LocalAwsTarget } from '../aws/target.ts';
import type { LocalAwsCredentials } from '../credentials/root-credentials.ts';
import { readRootCredentials } from '../credentials/root-credentials.ts';
import { stateDirectory } from '../state/state-directory.ts';
import type { DaemonState } from './daemon-state.ts';
import { isAlive, readDaemonState, removeDaemonState } from './daemon-state.ts';

/** Whether the daemon of a state directory runs, and how it is reached. */
export type LocalAwsStatus = StoppedLocalAws | RunningLocalAws;

/** No daemon that could be used. */
export interface StoppedLocalAws {
  readonly running: false;
  readonly stateDirectory: string;
  /** Id of a daemon's process that is there but does not answer. */
  readonly unresponsive?: number;
}

/** A daemon that answers. */
export interface RunningLocalAws {
  readonly running: true;
  readonly stateDirectory: string;
  readonly pid: number;
  readonly proxyUrl: string;
  readonly caFile: string;
  readonly credentials: LocalAwsCredentials;
  readonly targets: readonly [LocalAwsTarget, ...LocalAwsTarget[]];
  readonly registry?: string;
}

// An import of node:http also makes what it has from undici, which takes ten times as long as node:http itself.
const { request } = process.getBuiltinModule('node:http');

const ANSWER_WITHIN_MS = 3_000;

/** Looks for the daemon of a state directory: process id, start time, and an answer. Removes a stale entry. */
export async function localAwsStatus(path: string): Promise<LocalAwsStatus> {
  const state = stateDirectory(path);
  const stopped = { running: false, stateDirectory: state.root } as const;
  const daemon = await readDaemonState(state);
  if (!daemon) return stopped;
  if (!(await isAlive(daemon))) {
    await removeDaemonState(state, daemon);
    return stopped;
  }
  const [answers, credentials] = await Promise.all([doesAnswer(daemon), readRootCredentials(state)]);
  if (!answers || !credentials) return { ...stopped, unresponsive: daemon.pid };
  return {
    running: true,
    stateDirectory: state.root,
    pid: daemon.pid,
    proxyUrl: `http://127.0.0.1:${daemon.port}`,
    caFile: state.caFile,
    credentials,
    targets: daemon.targets,
    ...(daemon.registry && { registry: daemon.registry }),
  };
}

function doesAnswer({ pid, port }: DaemonState): Promise<boolean> {
  return new Promise((resolve) => {
    const outgoing = request({ host: '127.0.0.1', port, path: '/', agent: false, timeout: ANSWER_WITHIN_MS });
    outgoing.once('timeout', () => outgoing.destroy());
    outgoing.once('error', () => resolve(false));
    outgoing.once('response', (response) => {
      json(response).then(
        (identity) => resolve((identity as { readonly pid?: number }).pid === pid),
        () => resolve(false),
      );
    });
    outgoing.end();
  });
}

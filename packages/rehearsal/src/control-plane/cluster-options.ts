import type { Programs } from '../programs/build-programs.ts';
import type { FreePorts } from '../processes/free-ports.ts';
import type { Supervisor } from '../processes/supervisor.ts';

/** What every part of a cluster needs to be started. */
export interface ClusterOptions {
  /** Name of the cluster, such as `dev-cluster`: the prefix of its processes' names. */
  readonly name: string;
  /** Folder for its data, keys and kubeconfigs. */
  readonly folder: string;
  readonly programs: Programs;
  /** `tools/go`. */
  readonly modules: string;
  readonly supervisor: Supervisor;
  readonly ports: FreePorts;
  readonly signal: AbortSignal;
}

/** Environment of programs that need nothing of the user's. */
export function plainEnvironment(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const { PATH, TZ } = process.env;
  return { PATH, ...(TZ && { TZ }), ...more };
}

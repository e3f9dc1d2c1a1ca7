import { join } from 'node:path';
import type { Context } from '../../context.ts';
import { findRoot } from '../../workspace.ts';

/** Folder of local AWS for the monorepo around the current folder; no model is read for it. */
export function localFolder(context: Context): string {
  return join(findRoot(context.cwd), '.tideway', 'aws');
}

/** What `--json` may show of a local AWS: everything but its secret. */
export function describeRunning(status: {
  readonly pid: number;
  readonly proxyUrl: string;
  readonly caFile: string;
  readonly stateDirectory: string;
  readonly targets: readonly { readonly account: string; readonly region: string }[];
  readonly registry?: string;
}): Record<string, unknown> {
  const { pid, proxyUrl, caFile, stateDirectory, targets, registry } = status;
  return {
    running: true,
    pid,
    proxyUrl,
    caFile,
    stateDirectory,
    targets,
    ...(registry === undefined ? {} : { registry }),
  };
}

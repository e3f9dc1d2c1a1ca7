import { type LocalAwsTarget, localAwsStatus, startLocalAwsDaemon } from '@tideway/local-aws';
import type { Supervisor } from '../processes/supervisor.ts';
import { RehearsalError } from '../rehearsal-error.ts';

/** How local AWS is run. */
export interface SiteAwsOptions {
  readonly stateDirectory: string;
  readonly targets: readonly LocalAwsTarget[];
  /** Address of the OCI registry behind ECR, and behind the registries of others. */
  readonly registry: string;
  /** Host names of registries whose charts are stood in for. */
  readonly otherRegistries: readonly string[];
  readonly supervisor: Supervisor;
  readonly signal: AbortSignal;
}

/** Starts local AWS as a process of its own, with builds. @returns its process id */
export async function launchLocalAws(options: SiteAwsOptions): Promise<{ readonly pid: number }> {
  const { stateDirectory, targets, registry, otherRegistries } = options;
  await startLocalAwsDaemon({
    stateDirectory,
    targets,
    registry,
    // Nothing is built before there is a project: see `buildProjects`.
    builds: true,
    otherRegistries: Object.fromEntries(otherRegistries.map((host) => [host, registry])),
  });
  const status = await localAwsStatus(stateDirectory);
  if (!status.running) throw new RehearsalError('not-ready', 'Local AWS was started and does not answer.');
  return status;
}

/** How a build stands, or has ended. */
export type BuildStatus = 'IN_PROGRESS' | 'SUCCEEDED' | 'FAILED' | 'FAULT' | 'STOPPED' | 'TIMED_OUT';

/** Parts of a build, in their order. */
export type PhaseType =
  | 'SUBMITTED'
  | 'QUEUED'
  | 'PROVISIONING'
  | 'DOWNLOAD_SOURCE'
  | 'INSTALL'
  | 'PRE_BUILD'
  | 'BUILD'
  | 'POST_BUILD'
  | 'UPLOAD_ARTIFACTS'
  | 'FINALIZING'
  | 'COMPLETED';

/** A part of a build that was begun. */
export interface BuildPhase {
  readonly type: PhaseType;
  /** Undefined while it lasts. */
  readonly status?: Exclude<BuildStatus, 'IN_PROGRESS'>;
  /** Milliseconds since 1970. */
  readonly startTime: number;
  /** Milliseconds since 1970. */
  readonly endTime?: number;
  /** Why it failed. */
  readonly message?: string;
}

/** A build, as it is recorded. */
export interface Build {
  /** `<project>:<uuid>` */
  readonly id: string;
  readonly project: string;
  readonly account: string;
  readonly region: string;
  /** Of its project, from 1. Numbers only grow, also over restarts. */
  readonly number: number;
  readonly status: BuildStatus;
  readonly phases: readonly BuildPhase[];
  readonly repository: string;
  /** What was asked for: `refs/heads/<branch>`, or a commit. */
  readonly sourceVersion: string;
  /** The commit that is built. */
  readonly commit: string;
  /** Who started it: `rule/<repository>` for a push, else the caller's name. */
  readonly initiator: string;
  /** Variables that were given at the start; they win over those of the project. */
  readonly overrides: Readonly<Record<string, string>>;
  /** Milliseconds since 1970. */
  readonly startTime: number;
  /** Milliseconds since 1970; undefined while it lasts. */
  readonly endTime?: number;
  /** What the buildspec exports, once the build has ended. */
  readonly exported?: Readonly<Record<string, string>>;
  /** Process group of its commands while it runs, for whoever finds it left over. */
  readonly processes?: { readonly pid: number; readonly startTime: string };
}

/** Whether a build has ended. */
export function hasEnded({ status }: Pick<Build, 'status'>): boolean {
  return status !== 'IN_PROGRESS';
}

/** The part of a build that lasts, or was the last. */
export function currentPhase({ phases }: Build): PhaseType {
  return phases.at(-1)?.type ?? 'SUBMITTED';
}

/** The record of a build without its processes, for when they are gone. */
export function withoutProcesses(build: Build): Build {
  return Object.fromEntries(
    Object.entries(build).filter(([name]) => name !== 'processes'),
  ) as unknown as Build;
}

import type { AwsCredentials } from '@tideway/delivery';

/** What is delivered to what. */
export const scenarios = ['first', 'no-op', 'one-file', 'tenth'] as const;

/** One of {@link scenarios}. */
export type Scenario = (typeof scenarios)[number];

/** One delivery by one contender. */
export interface Job {
  readonly scenario: Scenario;
  /** Number of files. */
  readonly size: number;
  /** Counts up from 0; what changes in a scenario is different each time. */
  readonly turn: number;
  readonly repository: string;
  readonly url: string;
  /** Folder for whatever the contender keeps; it has one for each size, and a new one for each first delivery. */
  readonly folder: string;
  /** Variables with which programs find the remote. */
  readonly environment: Readonly<Record<string, string>>;
  /** What passwords are made from. @default the remote asks for none */
  readonly credentials?: AwsCredentials;
}

/** Somebody who delivers. Both are called once per job, in this order. */
export interface Deliverer {
  /** Puts everything there that is no part of the work. */
  prepare(job: Job): Promise<void>;
  /**
   * Does the work.
   * @returns What became of the repository, for a check that all contenders did the same.
   */
  deliver(job: Job): Promise<'changed' | 'unchanged'>;
}

/** What a worker says, in this order: that the work begins, and how it went. */
export type WorkerAnswer =
  | { readonly kind: 'begins' }
  | { readonly kind: 'done'; readonly milliseconds: number }
  | { readonly kind: 'failed'; readonly message: string };

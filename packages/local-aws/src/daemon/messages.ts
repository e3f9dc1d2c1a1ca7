import type { LocalAwsOptions } from '../options.ts';

/** What the daemon is told once, when it is started. */
export type DaemonOptions = Omit<LocalAwsOptions, 'log'>;

/** What the daemon answers, once. */
export type DaemonAnswer =
  | { readonly outcome: 'ready' }
  | { readonly outcome: 'another runs'; readonly pid: number }
  | { readonly outcome: 'failed'; readonly message: string };

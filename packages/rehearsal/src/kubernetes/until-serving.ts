import { eventually } from '../eventually.ts';
import type { KubernetesApi } from './kubernetes-api.ts';

/** An API server that is waited for. */
export interface ServingOptions {
  readonly api: KubernetesApi;
  /** What is waited for, as the message names it: `the Kubernetes API answers again`. */
  readonly what: string;
  readonly signal: AbortSignal;
}

/** Waits until an API server has everything in place, for a minute at most. */
export async function untilServing({ api, what, signal }: ServingOptions): Promise<void> {
  await eventually({
    what,
    within: 60_000,
    signal,
    ask: async () => ((await api.isServing()) ? true : undefined),
  });
}

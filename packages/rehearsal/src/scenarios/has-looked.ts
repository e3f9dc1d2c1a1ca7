import type { LiveObject } from '../kubernetes/live-object.ts';

/**
 * Whether Flux has answered whoever asked it last to look at an object. With that, everybody who asked before has their
 * answer as well: a request that another one replaces gets none of its own.
 */
export function hasLooked({ metadata, status }: LiveObject): boolean {
  const asked = metadata.annotations?.['reconcile.fluxcd.io/requestedAt'];
  return asked !== undefined && status?.['lastHandledReconcileAt'] === asked;
}

import { fetchesSecrets } from '@tideway/gitops/flux-repository';
import type { World } from './world.ts';

/** Why Flux can't act on a push at once; undefined when it can. */
export function eventsObstacle({ platform }: World): Promise<string | undefined> {
  return Promise.resolve(
    fetchesSecrets(platform)
      ? undefined
      : 'Flux hears of no push: the platform has no External Secrets, so no token for Receivers, and Flux looks at its intervals.',
  );
}

import { tenantHearsEvents } from '@tideway/gitops/flux-repository';
import type { World } from './world.ts';

/** Why Flux can't act on a push at once; undefined when it can. */
export function eventsObstacle({ stage: { tenant } }: World): Promise<string | undefined> {
  return Promise.resolve(
    tenantHearsEvents(tenant)
      ? undefined
      : `Flux hears of no push to ${tenant.name}: it uses no secret, so it has no token for Receivers, and Flux looks at its intervals.`,
  );
}

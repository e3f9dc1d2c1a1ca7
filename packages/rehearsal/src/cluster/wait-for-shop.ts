import { kinds } from '../kubernetes/kinds.ts';
import type { World } from '../scenarios/world.ts';

/** Waits until everything that the repositories say is applied and Ready, the Receivers included. */
export async function waitForShop(world: World): Promise<void> {
  await world.settled(180_000);
  const events = kinds.kustomization('flux-system', 'events');
  const { flux } = world.platform.repositories;
  const declared = await world.site
    .repository(flux)
    .file(`clusters/${world.cluster.model.name}/events.yaml`)
    .catch(() => undefined);
  if (declared !== undefined) await world.api.waitForReady(events, 60_000);
}

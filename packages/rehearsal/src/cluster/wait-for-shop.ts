import { kinds } from '../kubernetes/kinds.ts';
import type { Heads, World } from '../scenarios/world.ts';

/**
 * Waits until everything that the repositories say is applied and Ready, the Receivers included.
 *
 * @param heads - what has to be applied at least. @default where the repositories are now
 */
export async function waitForShop(world: World, heads?: Heads): Promise<void> {
  await world.settled(180_000, heads);
  const events = kinds.kustomization('flux-system', 'events');
  const { flux } = world.platform.repositories;
  const declared = await world.site
    .repository(flux)
    .file(`clusters/${world.cluster.model.name}/events.yaml`)
    .catch(() => undefined);
  if (declared !== undefined) await world.api.waitForReady(events, 60_000);
}

import type { Tenant } from '@tideway/model';
import { externalSecret, secretsInBase, secretsInEnvironment } from './secrets.ts';
import type { ServiceOverlay } from './service-overlay.ts';

/**
 * The secrets that only one environment needs, by the first service that uses each.
 *
 * A secret that the base fetches as well gets the further keys by a patch of its whole list.
 */
export function secretOverlays(tenant: Tenant, environment: string): ReadonlyMap<string, ServiceOverlay> {
  const services = Object.values(tenant.services);
  const wanted = secretsInEnvironment(services, environment);
  const overlays = new Map<string, { resources: object[]; patches: object[] }>();
  if (wanted.size === 0) return overlays;
  const base = secretsInBase(services);
  for (const [name, keys] of wanted) {
    const known = base.get(name);
    if (known !== undefined && [...keys].every((key) => known.has(key))) continue;
    const user = services.find((service) => secretsInEnvironment([service], environment).has(name));
    if (user === undefined) continue;
    const overlay = overlays.get(user.name) ?? { resources: [], patches: [] };
    overlays.set(user.name, overlay);
    if (known === undefined) overlay.resources.push(externalSecret(name, keys));
    else overlay.patches.push(externalSecret(name, new Set([...known, ...keys])));
  }
  return overlays;
}

import type { Platform } from '../platform.ts';
import type { PlacedService } from './draft.ts';

/** Every service of every tenant, and where it was written. */
export function placedServices(platform: Platform): readonly PlacedService[] {
  const all: PlacedService[] = [];
  for (const tenant of Object.values(platform.tenants)) {
    for (const service of Object.values(tenant.services)) {
      const path = ['tenants', tenant.name, 'services', service.name];
      const containers = [{ path, container: service.container }];
      for (const container of service.sidecars) {
        containers.push({ path: [...path, 'sidecars', container.name], container });
      }
      all.push({ path, tenant, service, containers });
    }
  }
  return all;
}

import type { Tenant } from '../platform.ts';
import type { Service } from '../service.ts';
import type { PlacedImage, PlacedService } from './draft.ts';

/** A service and where it was written. */
export function placeService(tenant: Tenant, service: Service): PlacedService {
  const path = ['tenants', tenant.name, 'services', service.name];
  const containers = [{ path, container: service.container }];
  for (const container of service.sidecars) {
    containers.push({ path: [...path, 'sidecars', container.name], container });
  }
  return { path, tenant, service, containers };
}

/** The images of a service that are built here. */
export function builtImages({ tenant, service, containers }: PlacedService): readonly PlacedImage[] {
  const built: PlacedImage[] = [];
  for (const { path, container } of containers) {
    const { image } = container;
    if (image.kind === 'built')
      built.push({ path, image, tenant, service, sidecar: container !== service.container });
  }
  return built;
}

import type { Tenant } from '../platform.ts';
import type { Path } from '../problem.ts';
import type { Container, Service } from '../service.ts';
import type { Draft } from './draft.ts';

/** A service and where it was written. */
export interface PlacedService {
  readonly path: Path;
  readonly tenant: Tenant;
  readonly service: Service;
}

/** A container and where it was written. */
export interface PlacedContainer extends PlacedService {
  readonly container: Container;
}

/** Every service of every tenant. */
export function* eachService({ platform }: Draft): Iterable<PlacedService> {
  for (const tenant of Object.values(platform.tenants)) {
    for (const service of Object.values(tenant.services)) {
      yield { path: ['tenants', tenant.name, 'services', service.name], tenant, service };
    }
  }
}

/** The containers of a service: its own one first. */
export function containersOf({ path, tenant, service }: PlacedService): readonly PlacedContainer[] {
  const own = { path, tenant, service, container: service.container };
  if (service.sidecars.length === 0) return [own];
  return [
    own,
    ...service.sidecars.map((container) => ({
      path: [...path, 'sidecars', container.name],
      tenant,
      service,
      container,
    })),
  ];
}

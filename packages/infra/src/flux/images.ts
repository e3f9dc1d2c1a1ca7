import { runsImageRobot } from '@tideway/gitops/flux-repository';
import type { BuiltImage, Cluster, Platform, Tenant } from '@tideway/model';

/** An image that the platform builds, and the service that runs it. */
export interface PlacedImage {
  readonly image: BuiltImage;
  readonly tenant: Tenant;
  readonly service: string;
}

/** The images that a tenant's services have built. */
export function tenantImages(tenant: Tenant): readonly PlacedImage[] {
  return Object.values(tenant.services).flatMap(({ name, container: { image } }) =>
    image.kind === 'built' ? [{ image, tenant, service: name }] : [],
  );
}

/** All images that a platform builds, in the order of the model. */
export function builtImages(platform: Platform): readonly PlacedImage[] {
  return Object.values(platform.tenants).flatMap(tenantImages);
}

/** Whether Flux looks for new tags on a cluster. */
export function scansImages(platform: Platform, cluster: Cluster): boolean {
  const automated = platform.environments[cluster.environment]?.images === 'automated';
  return automated && builtImages(platform).length > 0;
}

/** Whether the image robot runs on a cluster and has work there. */
export function hasImageRobot(platform: Platform, cluster: Cluster): boolean {
  return scansImages(platform, cluster) && runsImageRobot(platform, cluster);
}

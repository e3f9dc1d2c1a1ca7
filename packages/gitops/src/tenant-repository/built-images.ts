import { imagePolicyName, type BuiltImage, type Image, type Tenant } from '@tideway/model';

/** An image of a tenant that the platform's pipeline builds. */
export interface TenantImage {
  readonly image: BuiltImage;
  /** Its name within the tenant: the service's, with the container's behind it for a sidecar. */
  readonly name: string;
  /** Name of its ImagePolicy and ImageRepository. */
  readonly policy: string;
}

/** The image as the base names it: Kustomize's `images` puts registry and tag of a built one in its place. */
export function imageInBase(image: Image): string {
  return image.kind === 'built' ? image.repository : image.reference;
}

/** The built images of a tenant, each ECR repository once, in the order of the model. */
export function builtImages(tenant: Tenant): readonly TenantImage[] {
  const images = new Map<string, TenantImage>();
  for (const service of Object.values(tenant.services)) {
    const containers = [service.container, ...service.sidecars];
    for (const [position, { name: container, image }] of containers.entries()) {
      if (image.kind !== 'built' || images.has(image.repository)) continue;
      // A dot is in no service's name, so that a sidecar's policy can't be taken for a service's.
      const name = position === 0 ? service.name : `${service.name}.${container}`;
      images.set(image.repository, { image, name, policy: imagePolicyName(tenant, name) });
    }
  }
  return [...images.values()];
}

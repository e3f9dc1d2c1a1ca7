import { imagePolicyName, type BuiltImage, type Image, type Tenant } from '@tideway/model';

/** The image of a tenant's service that the platform's pipeline builds. */
export interface TenantImage {
  readonly image: BuiltImage;
  readonly service: string;
  /** Name of its ImagePolicy and ImageRepository. */
  readonly policy: string;
}

/** The image as the base names it: Kustomize's `images` puts registry and tag of a built one in its place. */
export function imageInBase(image: Image): string {
  return image.kind === 'built' ? image.repository : image.reference;
}

/** The built images of a tenant, in the order of the model; only a service's own container has one. */
export function builtImages(tenant: Tenant): readonly TenantImage[] {
  return Object.values(tenant.services).flatMap(({ name, container: { image } }) =>
    image.kind === 'built' ? [{ image, service: name, policy: imagePolicyName(tenant, name) }] : [],
  );
}

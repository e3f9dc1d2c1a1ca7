import { ecrImage, type Environment, type Platform, type Tenant } from '@tideway/model';
import type { ImagePolicy } from '../kinds/image-policy.ts';
import type { ImageRepository } from '../kinds/image-repository.ts';
import type { ImageUpdateAutomation } from '../kinds/image-update-automation.ts';
import type { TenantImage } from '../tenant-repository/built-images.ts';
import { overlayFolder } from '../tenant-repository/layout.ts';
import { tenantSyncName } from './names.ts';

/** A built image in ECR, read with the identity of image-reflector-controller. */
export function imageRepository(
  platform: Platform,
  tenant: Tenant,
  { image, policy }: TenantImage,
): ImageRepository {
  return {
    apiVersion: 'image.toolkit.fluxcd.io/v1',
    kind: 'ImageRepository',
    metadata: { name: policy, namespace: tenant.namespace },
    spec: {
      image: ecrImage(platform, image),
      interval: platform.flux.intervals.imageScan,
      timeout: '60s',
      provider: 'aws',
    },
  };
}

/**
 * The newest build of the main branch. The pattern is strict because Flux gives up on the whole image as soon as
 * one matching tag holds no number.
 */
export function imagePolicy(tenant: Tenant, { policy }: TenantImage): ImagePolicy {
  return {
    apiVersion: 'image.toolkit.fluxcd.io/v1',
    kind: 'ImagePolicy',
    metadata: { name: policy, namespace: tenant.namespace },
    spec: {
      imageRepositoryRef: { name: policy },
      filterTags: { pattern: '^main-[a-f0-9]{7}-(?P<build>[0-9]+)$', extract: '$build' },
      policy: { numerical: { order: 'asc' } },
    },
  };
}

/** Flux's image robot: it writes new tags into one environment's overlay, and nowhere else. */
export function imageAutomation(
  platform: Platform,
  tenant: Tenant,
  environment: Environment,
): ImageUpdateAutomation {
  const { branch, namespace } = tenant;
  return {
    apiVersion: 'image.toolkit.fluxcd.io/v1',
    kind: 'ImageUpdateAutomation',
    metadata: { name: tenant.name, namespace },
    spec: {
      interval: platform.flux.intervals.imageUpdate,
      sourceRef: { kind: 'GitRepository', name: tenantSyncName(tenant) },
      git: {
        checkout: { ref: { branch } },
        commit: {
          author: { name: 'fluxcdbot', email: 'fluxcdbot@users.noreply.github.com' },
          messageTemplate: '{{range .Changed.Changes}}{{print .OldValue}} -> {{println .NewValue}}{{end}}',
        },
        push: { branch },
      },
      update: { path: `./${overlayFolder(environment.name)}`, strategy: 'Setters' },
    },
  };
}

import { type BuiltImage, imagePolicyName, type Platform, type Service, type Tenant } from '@tideway/model';
import { kinds } from '../kubernetes/kinds.ts';
import type { ObjectName } from '../kubernetes/live-object.ts';

/** The tenant that scenarios work on, and the service of it that has builds. */
export interface Stage {
  readonly tenant: Tenant;
  readonly service: Service;
  /** The service's image, and where its sources are. */
  readonly image: BuiltImage;
  /** ECR repository of the service's image. */
  readonly images: string;
  /** Git source and Kustomization of the tenant. */
  readonly sync: ObjectName;
  readonly source: ObjectName;
  readonly imageRepository: ObjectName;
  readonly imagePolicy: ObjectName;
  readonly automation: ObjectName;
  /** Overlay of the cluster's environment in the tenant's repository. */
  readonly overlay: string;
}

/**
 * The first tenant with a service that has builds of its own, as a cluster of an environment knows it.
 *
 * @throws Error when the platform has none
 */
export function stageOf(platform: Platform, environment: string): Stage {
  for (const tenant of Object.values(platform.tenants)) {
    for (const service of Object.values(tenant.services)) {
      const { image } = service.container;
      if (image.kind !== 'built') continue;
      const { namespace } = tenant;
      const policy = imagePolicyName(tenant, service.name);
      return {
        tenant,
        service,
        image,
        images: image.repository,
        sync: kinds.kustomization(namespace, `${tenant.name}-tenant`),
        source: kinds.gitRepository(namespace, `${tenant.name}-tenant`),
        imageRepository: kinds.imageRepository(namespace, policy),
        imagePolicy: kinds.imagePolicy(namespace, policy),
        automation: kinds.imageUpdateAutomation(namespace, tenant.name),
        overlay: `deploy/kubernetes/overlays/${environment}`,
      };
    }
  }
  throw new Error(
    'No tenant of the platform has a service with builds of its own: there is no loop to rehearse.',
  );
}

import { secretPath, type Cluster, type Platform } from '@tideway/model';
import {
  fluxNamespace,
  fluxSecretFolder,
  fluxSource,
  imagesReceiverName,
  receiverSecret,
  tenantSyncName,
} from '@tideway/gitops/flux-repository';
import { scansImages, tenantImages } from './images.ts';
import { tenantsWithStores } from './secrets.ts';

/** Which events go to which Receiver of Flux. */
export interface Route {
  readonly source: 'aws.codecommit' | 'aws.ecr';
  /** CodeCommit or ECR repository. */
  readonly repository: string;
  /** Branch that Flux follows; images have none. */
  readonly branch?: string;
  /** Name of the Receiver. */
  readonly receiver: string;
  readonly namespace: string;
  /** Name of the secret with the Receiver's token in AWS Secrets Manager. */
  readonly secret: string;
}

/** The way of every event that a cluster's Flux hears of; none where a platform only polls. */
export function routes(platform: Platform, cluster: Cluster): readonly Route[] {
  const tenants = tenantsWithStores(platform);
  if (tenants.length === 0) return [];
  const { flux, branch } = platform.repositories;
  return [
    {
      source: 'aws.codecommit',
      repository: flux,
      branch,
      receiver: fluxSource,
      namespace: fluxNamespace,
      secret: fluxSecretFolder(platform) + receiverSecret,
    },
    ...tenants.flatMap((tenant): readonly Route[] => {
      const { namespace } = tenant;
      const secret = secretPath(platform, tenant, receiverSecret);
      const images = scansImages(platform, cluster) ? tenantImages(tenant) : [];
      return [
        {
          source: 'aws.codecommit',
          repository: tenant.repository,
          branch: tenant.branch,
          receiver: tenantSyncName(tenant),
          namespace,
          secret,
        },
        ...images.map(({ image: { repository } }): Route => ({
          source: 'aws.ecr',
          repository,
          receiver: imagesReceiverName(tenant),
          namespace,
          secret,
        })),
      ];
    }),
  ];
}

/** Secrets that Receivers' tokens are in, whichever cluster they are on. */
export function tokenSecrets(platform: Platform): readonly string[] {
  const all = Object.values(platform.clusters).flatMap((cluster) =>
    routes(platform, cluster).map(({ secret }) => secret),
  );
  return [...new Set(all)];
}

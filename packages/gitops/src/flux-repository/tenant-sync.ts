import { codeCommitUrl, reconcilerName, type Platform, type Tenant } from '@tideway/model';
import type { FluxKustomization } from '../kinds/flux-kustomization.ts';
import type { GitRepository } from '../kinds/git-repository.ts';
import { minutes, retryInterval, tenantTimeout } from './durations.ts';
import { tenantSyncName } from './names.ts';

/** A tenant's repository, fetched with the identity of source-controller. */
export function tenantSource(platform: Platform, tenant: Tenant): GitRepository {
  return {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'GitRepository',
    metadata: { name: tenantSyncName(tenant), namespace: tenant.namespace },
    spec: {
      interval: platform.flux.intervals.git,
      timeout: '60s',
      provider: 'aws',
      url: codeCommitUrl(platform, tenant.repository),
      ref: { branch: tenant.branch },
    },
  };
}

/** What of a tenant's repository is applied, as whom and where to; each environment's overlay adds the folder. */
export function tenantSync(platform: Platform, tenant: Tenant): FluxKustomization {
  const name = tenantSyncName(tenant);
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name, namespace: tenant.namespace },
    spec: {
      interval: platform.flux.intervals.apply,
      retryInterval,
      timeout: minutes(tenantTimeout(tenant)),
      serviceAccountName: reconcilerName(tenant),
      sourceRef: { kind: 'GitRepository', name },
      targetNamespace: tenant.namespace,
      prune: true,
      wait: true,
    },
  };
}

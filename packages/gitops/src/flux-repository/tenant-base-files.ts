import type { Platform, Tenant } from '@tideway/model';
import { kustomization } from '../kinds/kustomize-kustomization.ts';
import type { TreeBuilder } from '../tree-builder.ts';
import { fetchesSecrets } from './fetches-secrets.ts';
import { tenantNamespace } from './tenant-namespace.ts';
import { tenantNetworkPolicies } from './tenant-network-policies.ts';
import { tenantLimitRange, tenantQuota } from './tenant-quota.ts';
import { tenantRights } from './tenant-rbac.ts';
import { tenantSecretStore } from './tenant-secret-store.ts';
import { tenantSource, tenantSync } from './tenant-sync.ts';

/** Adds what a tenant gets on every cluster: a namespace with limits, rights in it, and its repository followed. */
export function addTenantBaseFiles(tree: TreeBuilder, platform: Platform, tenant: Tenant): void {
  const files: Readonly<Record<string, readonly object[]>> = {
    'namespace.yaml': [tenantNamespace(platform, tenant)],
    'rbac.yaml': tenantRights(platform, tenant),
    'quota.yaml': [tenantQuota(tenant), tenantLimitRange(tenant)],
    'network-policy.yaml': tenantNetworkPolicies(tenant),
    ...(fetchesSecrets(platform) && { 'secret-store.yaml': [tenantSecretStore(platform, tenant)] }),
    'source.yaml': [tenantSource(platform, tenant)],
    'sync.yaml': [tenantSync(platform, tenant)],
  };
  const folder = `apps/base/${tenant.name}`;
  const from = `tenants.${tenant.name}`;
  tree.add(`${folder}/kustomization.yaml`, from, kustomization({ resources: Object.keys(files) }));
  for (const [file, documents] of Object.entries(files)) tree.add(`${folder}/${file}`, from, ...documents);
}

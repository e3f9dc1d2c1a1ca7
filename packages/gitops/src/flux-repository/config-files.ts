import type { Platform } from '@tideway/model';
import { kustomization } from '../kinds/kustomize-kustomization.ts';
import type { TreeBuilder } from '../tree-builder.ts';
import { allowedSources } from './allowed-sources-policy.ts';
import { controllerNetworkPolicies } from './controller-network-policies.ts';
import { fetchesSecrets } from './fetches-secrets.ts';
import { tenantSecrets } from './tenant-secrets-policy.ts';

const folder = 'infrastructure/configs';

/** Adds what is in force on every cluster before any tenant comes: admission and network policies. */
export function addConfigFiles(tree: TreeBuilder, platform: Platform): void {
  const resources = ['allowed-sources.yaml'];
  tree.add(`${folder}/base/allowed-sources.yaml`, 'controllers', ...allowedSources(platform));
  if (fetchesSecrets(platform)) {
    resources.push('tenant-secrets.yaml');
    tree.add(`${folder}/base/tenant-secrets.yaml`, 'tenants', ...tenantSecrets());
  }
  tree.add(`${folder}/base/kustomization.yaml`, 'controllers', kustomization({ resources }));
  for (const environment of Object.keys(platform.environments)) {
    const policies = controllerNetworkPolicies(platform, environment);
    const own = policies.length > 0 ? ['network-policies.yaml'] : [];
    const overlay = `${folder}/overlays/${environment}`;
    tree.add(
      `${overlay}/kustomization.yaml`,
      'clusters',
      kustomization({ resources: ['../../base', ...own] }),
    );
    if (policies.length > 0) tree.add(`${overlay}/network-policies.yaml`, 'clusters', ...policies);
  }
}

import type { Platform } from '@tideway/model';
import { kustomization } from '../kinds/kustomize-kustomization.ts';
import type { TreeBuilder } from '../tree-builder.ts';
import { addClusterFiles } from './cluster-files.ts';
import { addConfigFiles } from './config-files.ts';
import { addControllerFiles } from './controller-files.ts';
import { addEventFiles } from './event-files.ts';
import { addTenantBaseFiles } from './tenant-base-files.ts';
import { addTenantOverlayFiles } from './tenant-overlay-files.ts';

/** Adds all files of the repository that every cluster's Flux follows. */
export function addFluxRepository(tree: TreeBuilder, platform: Platform): void {
  const tenants = Object.values(platform.tenants);
  for (const cluster of Object.values(platform.clusters)) addClusterFiles(tree, platform, cluster);
  addControllerFiles(tree, platform);
  addConfigFiles(tree, platform);
  addEventFiles(tree, platform);
  for (const tenant of tenants) addTenantBaseFiles(tree, platform, tenant);
  if (tenants.length === 0) return;
  for (const environment of Object.values(platform.environments)) {
    tree.add(
      `apps/overlays/${environment.name}/kustomization.yaml`,
      'tenants',
      kustomization({ resources: tenants.map(({ name }) => name) }),
    );
    for (const tenant of tenants) addTenantOverlayFiles(tree, platform, tenant, environment);
  }
}

import type { Platform, Tenant } from '@tideway/model';
import type { TreeBuilder } from '../tree-builder.ts';
import { addBase } from './base.ts';
import { addOverlay } from './overlay.ts';

/** Adds all files of a tenant's repository: a base, and an overlay for each environment. */
export function addTenantRepository(tree: TreeBuilder, platform: Platform, tenant: Tenant): void {
  addBase(tree, tenant);
  for (const environment of Object.values(platform.environments))
    addOverlay(tree, platform, tenant, environment);
}

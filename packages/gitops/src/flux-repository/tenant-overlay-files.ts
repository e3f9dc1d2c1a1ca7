import type { Environment, Platform, Tenant } from '@tideway/model';
import { kustomization } from '../kinds/kustomize-kustomization.ts';
import { builtImages } from '../tenant-repository/built-images.ts';
import { overlayFolder } from '../tenant-repository/layout.ts';
import type { TreeBuilder } from '../tree-builder.ts';
import { toYaml } from '../yaml/to-yaml.ts';
import { imageAutomation, imagePolicy, imageRepository } from './image-objects.ts';
import { tenantSyncName } from './names.ts';

/** Adds what a tenant gets in one environment: its folder there, and Flux's image robot where that is automated. */
export function addTenantOverlayFiles(
  tree: TreeBuilder,
  platform: Platform,
  tenant: Tenant,
  environment: Environment,
): void {
  const folder = `apps/overlays/${environment.name}/${tenant.name}`;
  const from = `tenants.${tenant.name}`;
  const images = environment.images === 'automated' ? builtImages(tenant) : [];
  const files: Readonly<Record<string, readonly object[]>> =
    images.length === 0
      ? {}
      : {
          'image-repositories.yaml': images.map((image) => imageRepository(platform, tenant, image)),
          'image-policies.yaml': images.map((image) => imagePolicy(tenant, image)),
          'image-automation.yaml': [imageAutomation(platform, tenant, environment)],
        };
  tree.add(
    `${folder}/kustomization.yaml`,
    from,
    kustomization({
      resources: [`../../../base/${tenant.name}`, ...Object.keys(files)],
      patches: [pathPatch(tenant, environment)],
    }),
  );
  for (const [file, documents] of Object.entries(files)) tree.add(`${folder}/${file}`, from, ...documents);
}

function pathPatch(
  tenant: Tenant,
  environment: Environment,
): { readonly target: object; readonly patch: string } {
  return {
    target: {
      group: 'kustomize.toolkit.fluxcd.io',
      version: 'v1',
      kind: 'Kustomization',
      name: tenantSyncName(tenant),
    },
    patch: toYaml([[{ op: 'add', path: '/spec/path', value: `./${overlayFolder(environment.name)}` }]]),
  };
}

import type { Environment, Platform, Tenant } from '@tideway/model';
import { kustomization } from '../kinds/kustomize-kustomization.ts';
import { builtImages } from '../tenant-repository/built-images.ts';
import { usesSecrets } from '../tenant-repository/secrets.ts';
import type { TreeBuilder } from '../tree-builder.ts';
import { fluxNamespace, fluxSecretFolder, fluxSource, imagesReceiverName, tenantSyncName } from './names.ts';
import { receiver, receiverToken } from './receiver.ts';
import { secretStore } from './secret-store.ts';
import { platformUsesSecrets } from './tenant-secrets-policy.ts';

const folder = 'events';

/** Whether Flux hears of events: their tokens come from External Secrets, where a platform has that. */
export function hearsEvents(platform: Platform): boolean {
  return platformUsesSecrets(platform);
}

/** Whether Flux hears of pushes to a tenant's repository and of its images, for which its namespace needs a token. */
export function tenantHearsEvents(tenant: Tenant): boolean {
  return usesSecrets(tenant);
}

/**
 * Adds what makes Flux look as soon as CodeCommit or ECR tells of a change. It stands beside everything else: without
 * it, or when a token is missing, Flux finds the change at its next interval.
 */
export function addEventFiles(tree: TreeBuilder, platform: Platform): void {
  if (!hearsEvents(platform)) return;
  const tenants = Object.values(platform.tenants).filter(tenantHearsEvents);
  tree.add(
    `${folder}/base/${fluxNamespace}.yaml`,
    'repositories.flux',
    secretStore(platform, { namespace: fluxNamespace, prefix: fluxSecretFolder(platform) }),
    receiverToken(fluxNamespace),
    receiver({
      name: fluxSource,
      namespace: fluxNamespace,
      kind: 'GitRepository',
      objects: [fluxSource],
    }),
  );
  for (const tenant of tenants) addTenantReceiver(tree, tenant);
  const files = [fluxNamespace, ...tenants.map(({ name }) => name)].map((name) => `${name}.yaml`);
  tree.add(`${folder}/base/kustomization.yaml`, 'tenants', kustomization({ resources: files }));
  for (const environment of Object.values(platform.environments)) addOverlay(tree, tenants, environment);
}

function addTenantReceiver(tree: TreeBuilder, tenant: Tenant): void {
  const { name, namespace } = tenant;
  const source = tenantSyncName(tenant);
  tree.add(
    `${folder}/base/${name}.yaml`,
    `tenants.${name}`,
    receiverToken(namespace),
    receiver({ name: source, namespace, kind: 'GitRepository', objects: [source] }),
  );
}

function addOverlay(tree: TreeBuilder, tenants: readonly Tenant[], environment: Environment): void {
  const overlay = `${folder}/overlays/${environment.name}`;
  const resources = ['../../base'];
  for (const tenant of environment.images === 'automated' ? tenants : []) {
    const objects = builtImages(tenant).map(({ policy }) => policy);
    if (objects.length === 0) continue;
    const file = `${tenant.name}-images.yaml`;
    resources.push(file);
    tree.add(
      `${overlay}/${file}`,
      `tenants.${tenant.name}`,
      receiver({
        name: imagesReceiverName(tenant),
        namespace: tenant.namespace,
        kind: 'ImageRepository',
        objects,
      }),
    );
  }
  tree.add(`${overlay}/kustomization.yaml`, 'tenants', kustomization({ resources }));
}

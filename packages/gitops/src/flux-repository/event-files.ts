import type { Environment, Platform, Tenant } from '@tideway/model';
import { kustomization } from '../kinds/kustomize-kustomization.ts';
import { builtImages } from '../tenant-repository/built-images.ts';
import type { TreeBuilder } from '../tree-builder.ts';
import { fetchesSecrets } from './fetches-secrets.ts';
import { fluxNamespace, fluxSecretFolder, fluxSource, imagesReceiverName, tenantSyncName } from './names.ts';
import { receiver, receiverToken } from './receiver.ts';
import { secretStore } from './secret-store.ts';

const folder = 'events';

/**
 * Adds what makes Flux look as soon as CodeCommit or ECR tells of a change. It stands beside everything else: without
 * it, or when a token is missing, Flux finds the change at its next interval. Tokens come from External Secrets.
 */
export function addEventFiles(tree: TreeBuilder, platform: Platform): void {
  const tenants = Object.values(platform.tenants);
  if (tenants.length === 0 || !fetchesSecrets(platform)) return;
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
  const files = [`${fluxNamespace}.yaml`, ...tenants.map(tenantFile)];
  tree.add(`${folder}/base/kustomization.yaml`, 'tenants', kustomization({ resources: files }));
  for (const environment of Object.values(platform.environments)) addOverlay(tree, tenants, environment);
}

/** File of a tenant in the base; it shares the folder with `kustomization.yaml`. */
function tenantFile({ name }: Tenant): string {
  return name === 'kustomization' ? 'kustomization.tenant.yaml' : `${name}.yaml`;
}

function addTenantReceiver(tree: TreeBuilder, tenant: Tenant): void {
  const { name, namespace } = tenant;
  const source = tenantSyncName(tenant);
  tree.add(
    `${folder}/base/${tenantFile(tenant)}`,
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

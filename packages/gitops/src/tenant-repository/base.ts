import type { Service, Tenant } from '@tideway/model';
import { kustomization } from '../kinds/kustomize-kustomization.ts';
import type { TreeBuilder } from '../tree-builder.ts';
import { deployment } from './deployment.ts';
import { baseFolder, fileOf, modelPath } from './layout.ts';
import { kubernetesService } from './kubernetes-service.ts';
import { disruptionBudget, isReplicated } from './replicas.ts';
import { externalSecret, secretsInBase, type UsedSecrets } from './secrets.ts';
import { callersOf, serviceNetworkPolicy } from './service-network-policy.ts';

/** Adds what a tenant runs in every environment: a file per service, and the list of them. */
export function addBase(tree: TreeBuilder, tenant: Tenant): void {
  const services = Object.values(tenant.services);
  const callers = callersOf(tenant);
  const secrets = new Map(secretsInBase(services));
  tree.add(
    `${baseFolder}/kustomization.yaml`,
    modelPath(tenant),
    kustomization({ resources: services.map((service) => fileOf(service.name)) }),
  );
  for (const service of services) {
    const documents = [
      deployment(tenant, service),
      kubernetesService(tenant, service),
      serviceNetworkPolicy(tenant, service, callers.get(service.name) ?? []),
      isReplicated(service.base) ? disruptionBudget(tenant, service.name) : undefined,
      ...takeSecrets(secrets, service),
    ];
    tree.add(
      `${baseFolder}/${fileOf(service.name)}`,
      modelPath(tenant, service.name),
      ...documents.filter((document) => document !== undefined),
    );
  }
}

// A secret that several services use is one object; it stands in the file of the first of them.
function takeSecrets(left: Map<string, ReadonlySet<string>>, service: Service): readonly object[] {
  if (left.size === 0) return [];
  const own: UsedSecrets = secretsInBase([service]);
  return [...own.keys()].flatMap((name) => {
    const keys = left.get(name);
    left.delete(name);
    return keys === undefined ? [] : [externalSecret(name, keys)];
  });
}

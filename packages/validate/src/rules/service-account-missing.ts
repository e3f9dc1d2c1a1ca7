import { isFluxKustomization, isHelmRelease } from '../landscape/flux-kinds.ts';
import type { Rule } from '../rule.ts';
import { isKind, nameOf, namespaceOf, textAt } from '../source/kubernetes-object.ts';
import { tenant } from './tenant.example.ts';

/** A tenant's manifests are applied in the name of a ServiceAccount of the tenant. */
export const serviceAccountMissing: Rule = {
  id: 'service-account-missing',
  title: 'A tenant’s manifests are applied by a ServiceAccount of the tenant',
  severity: 'error',
  why: 'Without `serviceAccountName` Flux applies a tenant’s repository with its own rights, which are those of the whole cluster, or, on a locked-down cluster, with an account that may do nothing.',
  fix: 'Set `spec.serviceAccountName` to a ServiceAccount in the same namespace, with a Role of its own.',
  example: {
    breaks: {
      ...tenant,
      'flux-repo/clusters/dev/sync.yaml': tenant['flux-repo/clusters/dev/sync.yaml'].replace(
        '  serviceAccountName: sock-shop-reconciler\n',
        '',
      ),
    },
    keeps: tenant,
  },
  *check({ clusters, repositories }) {
    const tenants = new Set(repositories.filter(({ role }) => role === 'tenant').map(({ name }) => name));
    for (const { name: cluster, objects, steps } of clusters) {
      const accounts = new Set(
        objects
          .filter(({ object }) => isKind(object, '', 'ServiceAccount'))
          .map(({ object }) => nameOf(object)),
      );
      const applyTenants = new Set(
        steps
          .filter(({ source }) => source?.repository?.role === 'tenant')
          .map(({ kustomization }) => kustomization),
      );
      for (const object of objects) {
        if (!isFluxKustomization(object.object) && !isHelmRelease(object.object)) continue;
        const at = { object, field: ['spec', 'serviceAccountName'] };
        const namespace = namespaceOf(object.object);
        const account = textAt(object.object, 'spec', 'serviceAccountName');
        if (account === undefined) {
          if (!applyTenants.has(object) && !tenants.has(object.repository)) continue;
          yield { at, message: 'is applied with the rights of Flux itself' };
        } else if (namespace !== 'flux-system' && !accounts.has(`${namespace}/${account}`)) {
          yield { at, message: `${cluster} has no ServiceAccount ${namespace}/${account}` };
        }
      }
    }
  },
};

import { reconcilerName, type Platform, type Tenant } from '@tideway/model';
import type { PolicyRule, Role, RoleBinding, ServiceAccount } from '../kinds/rbac.ts';
import { fetchesSecrets } from './fetches-secrets.ts';

const manage = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'] as const;
const look = ['get', 'list', 'watch'] as const;

/**
 * Who Flux is when it applies a tenant's repository, and what that account may do: manage the kinds that Tideway
 * writes there, in the tenant's namespace, and look at the pods behind them to tell whether they are ready.
 */
export function tenantRights(
  platform: Platform,
  tenant: Tenant,
): readonly [ServiceAccount, Role, RoleBinding] {
  const name = reconcilerName(tenant);
  const { namespace } = tenant;
  return [
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name, namespace },
      automountServiceAccountToken: false,
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: { name, namespace },
      rules: rules(platform),
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name, namespace },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
      subjects: [{ kind: 'ServiceAccount', name, namespace }],
    },
  ];
}

// The rights do not follow what one tenant uses today: whoever stops using a kind still has to prune its objects.
function rules(platform: Platform): readonly PolicyRule[] {
  return [
    { apiGroups: ['apps'], resources: ['deployments'], verbs: manage },
    { apiGroups: [''], resources: ['services', 'persistentvolumeclaims'], verbs: manage },
    { apiGroups: ['networking.k8s.io'], resources: ['networkpolicies'], verbs: manage },
    { apiGroups: ['policy'], resources: ['poddisruptionbudgets'], verbs: manage },
    ...(fetchesSecrets(platform)
      ? [{ apiGroups: ['external-secrets.io'], resources: ['externalsecrets'], verbs: manage }]
      : []),
    { apiGroups: ['apps'], resources: ['replicasets'], verbs: look },
    { apiGroups: [''], resources: ['pods'], verbs: look },
  ];
}

import type { Platform, PodSecurityLevel, Tenant } from '@tideway/model';
import type { Namespace } from '../kinds/namespace.ts';
import { tenantLabel } from './names.ts';

/** From the strictest to the weakest. */
const levels: readonly PodSecurityLevel[] = ['restricted', 'baseline', 'privileged'];

/** A tenant's namespace. No pod is stronger than the model's weakest exception; others are warned of and logged. */
export function tenantNamespace(platform: Platform, tenant: Tenant): Namespace {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: tenant.namespace,
      labels: {
        'app.kubernetes.io/part-of': platform.name,
        [tenantLabel]: tenant.name,
        'pod-security.kubernetes.io/enforce': weakestLevel(tenant),
        'pod-security.kubernetes.io/warn': 'restricted',
        'pod-security.kubernetes.io/audit': 'restricted',
      },
    },
  };
}

function weakestLevel(tenant: Tenant): PodSecurityLevel {
  const containers = Object.values(tenant.services).flatMap(({ container, sidecars }) => [
    container,
    ...sidecars,
  ]);
  const weakest = Math.max(0, ...containers.map(({ security }) => levels.indexOf(security.level)));
  return levels[weakest] ?? 'restricted';
}

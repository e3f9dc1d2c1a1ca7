import { reconcilerName } from '@tideway/model';
import { branchChangesNothing } from '../scenarios/branch-changes-nothing.ts';
import { driftIsCorrected } from '../scenarios/drift-is-corrected.ts';
import { everythingComesFromGit } from '../scenarios/everything-comes-from-git.ts';
import { overlaysHoldOnlyDifferences } from '../scenarios/overlays-hold-only-differences.ts';
import { overlaysPassTheApi } from '../scenarios/overlays-pass-the-api.ts';
import { removedIsPruned } from '../scenarios/removed-is-pruned.ts';
import { tenantStaysInItsNamespace } from '../scenarios/tenant-stays-in-its-namespace.ts';
import type { World } from '../scenarios/world.ts';
import type { Control } from './control.ts';
import { inFluxRepository, inSource, inTenantRepository } from './edits.ts';
import { kinds } from '../kubernetes/kinds.ts';
import { ofTenant } from './places.ts';

function widened(world: World): string {
  const { tenant } = world.stage;
  return `---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: ${tenant.name}-too-wide
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: cluster-admin
subjects:
- kind: ServiceAccount
  name: ${reconcilerName(tenant)}
  namespace: ${tenant.namespace}
`;
}

const stranger = (world: World) => kinds.configMap(world.stage.tenant.namespace, 'by-hand');

/** What is broken of a tenant: its rights, its source, its manifests. */
export const tenantControls: readonly Control[] = [
  {
    name: 'the tenant has rights in the whole cluster',
    notices: tenantStaysInItsNamespace,
    says: /may create namespaces/,
    sabotage: (world) =>
      inFluxRepository(world, ofTenant(world, 'rbac.yaml'), (text) => text + widened(world), 'apps'),
  },
  {
    name: 'prune is off',
    notices: removedIsPruned,
    says: /Not within .* is gone/,
    sabotage: (world) =>
      inFluxRepository(
        world,
        ofTenant(world, 'sync.yaml'),
        (text) => text.replace('prune: true', 'prune: false'),
        'apps',
      ),
  },
  {
    name: 'the tenant is suspended',
    notices: driftIsCorrected,
    says: /Not within .* replicas again/,
    sabotage: (world) =>
      inFluxRepository(
        world,
        ofTenant(world, 'sync.yaml'),
        (text) => text.replace('  prune: true', '  suspend: true\n  prune: true'),
        'apps',
      ),
  },
  {
    name: 'the source follows another branch',
    notices: branchChangesNothing,
    says: /which is not of main|has fetched the change on the branch/,
    sabotage: (world) =>
      inSource(world, (text) => text.replace(/^( *)branch: .*$/m, '$1branch: more-replicas')),
  },
  {
    name: 'somebody applies an object by hand',
    notices: everythingComesFromGit,
    says: /ConfigMap\/by-hand/,
    sabotage: async (world) => {
      const { apiVersion, kind, ...metadata } = stranger(world);
      await world.kubectl(['apply', '-f', '-'], JSON.stringify({ apiVersion, kind, metadata }));
    },
    mend: (world) => world.api.remove(stranger(world)),
  },
  {
    name: 'a manifest has a field that does not exist',
    notices: overlaysPassTheApi,
    says: /replicaz/,
    sabotage: (world) =>
      inTenantRepository(world, `deploy/kubernetes/base/${world.stage.service.name}.yaml`, (text) =>
        text.replace('  revisionHistoryLimit:', '  replicaz: 2\n  revisionHistoryLimit:'),
      ),
  },
  {
    name: 'an overlay repeats what the base says',
    notices: overlaysHoldOnlyDifferences,
    says: /repeats of the base/,
    sabotage: (world) =>
      inTenantRepository(world, `${world.stage.overlay}/kustomization.yaml`, (text) => {
        const name = Object.keys(world.stage.tenant.services).find((one) => one !== world.stage.service.name);
        const own = world.stage.tenant.services[name ?? ''];
        return `${text.trimEnd()}\nreplicas:\n- name: ${name}\n  count: ${own?.base.replicas}\n`;
      }),
  },
];

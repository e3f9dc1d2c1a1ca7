import { reconcilerName } from '@tideway/model';
import type { DeploymentObject } from '../flux/flux-controllers.ts';
import { kinds } from '../kubernetes/kinds.ts';
import { driftIsCorrected } from '../scenarios/drift-is-corrected.ts';
import { everythingComesFromGit } from '../scenarios/everything-comes-from-git.ts';
import { fluxIsLockedDown } from '../scenarios/flux-is-locked-down.ts';
import { fluxReportsAllReady } from '../scenarios/flux-reports-all-ready.ts';
import { foreignSourcesAreRefused } from '../scenarios/foreign-sources-are-refused.ts';
import { newestBuildByNumber } from '../scenarios/newest-build-by-number.ts';
import { overlaysPassTheApi } from '../scenarios/overlays-pass-the-api.ts';
import { removedIsPruned } from '../scenarios/removed-is-pruned.ts';
import { robotChangesOneLine } from '../scenarios/robot-changes-one-line.ts';
import { shopIsRunning } from '../scenarios/shop-is-running.ts';
import { tenantStaysInItsNamespace } from '../scenarios/tenant-stays-in-its-namespace.ts';
import { unsignedChartIsRefused } from '../scenarios/unsigned-chart-is-refused.ts';
import type { World } from '../scenarios/world.ts';
import type { Control } from './control.ts';
import { inFluxRepository, inTenantRepository } from './edits.ts';

const apps = (world: World, file: string) => `apps/base/${world.stage.tenant.name}/${file}`;
const overlay = (world: World, file: string) =>
  `apps/overlays/${world.cluster.model.environment}/${world.stage.tenant.name}/${file}`;

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

/** Everything that is broken on purpose, one after the other. */
export const controls: readonly Control[] = [
  {
    name: 'the marker is removed',
    notices: robotChangesOneLine,
    sabotage: (world) =>
      inTenantRepository(world, `${world.stage.overlay}/kustomization.yaml`, (text) =>
        text.replace(/ # \{"\$imagepolicy".*$/m, ''),
      ),
  },
  {
    name: 'the tenant has rights in the whole cluster',
    notices: tenantStaysInItsNamespace,
    sabotage: (world) =>
      inFluxRepository(world, apps(world, 'rbac.yaml'), (text) => text + widened(world), 'apps'),
  },
  {
    name: 'prune is off',
    notices: removedIsPruned,
    sabotage: (world) =>
      inFluxRepository(
        world,
        apps(world, 'sync.yaml'),
        (text) => text.replace('prune: true', 'prune: false'),
        'apps',
      ),
  },
  {
    name: 'the source is a repository that does not exist',
    notices: fluxReportsAllReady,
    sabotage: (world) =>
      inFluxRepository(
        world,
        apps(world, 'source.yaml'),
        (text) => text.replace(/(\/repos\/)\S+/, '$1no-such-repo'),
        'apps',
      ),
  },
  {
    name: 'the signature of the chart is not checked',
    notices: unsignedChartIsRefused,
    sabotage: (world) => {
      const [name] = Object.keys(world.platform.controllers);
      return inFluxRepository(
        world,
        `infrastructure/controllers/base/${name}.yaml`,
        (text) => text.replace(/^ {2}verify:\n(?: {4}.*\n)+/m, ''),
        'infrastructure-controllers',
      );
    },
  },
  {
    name: 'the pattern of tags is loose',
    notices: newestBuildByNumber,
    sabotage: (world) =>
      inFluxRepository(
        world,
        overlay(world, 'image-policies.yaml'),
        (text) => text.replace(/pattern: .*/, 'pattern: -(?P<build>[0-9]+)'),
        'apps',
      ),
  },
  {
    name: 'builds are ordered as text',
    notices: newestBuildByNumber,
    sabotage: (world) =>
      inFluxRepository(
        world,
        overlay(world, 'image-policies.yaml'),
        (text) => text.replace('numerical:', 'alphabetical:'),
        'apps',
      ),
  },
  {
    name: 'the tenant is suspended',
    notices: driftIsCorrected,
    sabotage: (world) =>
      inFluxRepository(
        world,
        apps(world, 'sync.yaml'),
        (text) => text.replace('  prune: true', '  suspend: true\n  prune: true'),
        'apps',
      ),
  },
  {
    name: 'a setting of Flux is lost',
    notices: fluxIsLockedDown,
    sabotage: async (world) => {
      const path = `clusters/${world.cluster.model.name}/flux-system/flux-instance.yaml`;
      const edit = (text: string) =>
        text.replace('CancelHealthCheckOnNewRevision=true', 'CancelHealthCheckOnNewRevision=false');
      await inFluxRepository(world, path, edit, 'flux-system');
      await world.api.waitFor<DeploymentObject>(
        kinds.deployment('flux-system', 'kustomize-controller'),
        'has lost the setting',
        ({ spec }) =>
          !spec.template.spec.containers[0]?.args?.includes(
            '--feature-gates=CancelHealthCheckOnNewRevision=true',
          ),
      );
    },
  },
  {
    name: 'foreign sources are only noted',
    notices: foreignSourcesAreRefused,
    sabotage: (world) =>
      inFluxRepository(
        world,
        'infrastructure/configs/base/allowed-sources.yaml',
        (text) => text.replace('- Deny', '- Audit'),
        'infrastructure-configs',
      ),
    mend: async ({ api, stage }) => {
      for (const kind of [kinds.gitRepository, kinds.ociRepository, kinds.imageRepository])
        await api.remove(kind(stage.tenant.namespace, 'foreign'));
    },
  },
  {
    name: 'somebody applies an object by hand',
    notices: everythingComesFromGit,
    sabotage: async (world) => {
      const { apiVersion, kind, ...metadata } = stranger(world);
      await world.api.apply({ apiVersion, kind, metadata });
    },
    mend: (world) => world.api.remove(stranger(world)),
  },
  {
    name: 'a manifest has a field that does not exist',
    notices: overlaysPassTheApi,
    sabotage: (world) =>
      inTenantRepository(world, `deploy/kubernetes/base/${world.stage.service.name}.yaml`, (text) =>
        text.replace('  revisionHistoryLimit:', '  replicaz: 2\n  revisionHistoryLimit:'),
      ),
  },
  {
    name: 'no node fits a service',
    notices: shopIsRunning,
    sabotage: (world) =>
      inTenantRepository(world, `deploy/kubernetes/base/${world.stage.service.name}.yaml`, (text) =>
        text
          .replace('kubernetes.io/os: linux', 'kubernetes.io/os: plan9')
          .replace(/replicas: 1/, 'replicas: 2'),
      ),
  },
];

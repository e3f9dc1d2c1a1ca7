import { eventually } from '../eventually.ts';
import type { DeploymentObject } from '../flux/flux-controllers.ts';
import { kinds } from '../kubernetes/kinds.ts';
import { fluxIsLockedDown } from '../scenarios/flux-is-locked-down.ts';
import { fluxManagesItself } from '../scenarios/flux-manages-itself.ts';
import { fluxReportsAllReady } from '../scenarios/flux-reports-all-ready.ts';
import { foreignSourcesAreRefused } from '../scenarios/foreign-sources-are-refused.ts';
import { unsignedChartIsRefused } from '../scenarios/unsigned-chart-is-refused.ts';
import type { World } from '../scenarios/world.ts';
import type { Control } from './control.ts';
import { inFluxRepository, inSource } from './edits.ts';
import { ofEnvironment } from './places.ts';

const instance = (world: World) => `clusters/${world.cluster.model.name}/flux-system/flux-instance.yaml`;

const opened = '--no-cross-namespace-refs=false';
const openedController = 'kustomize-controller';
const opening = `    - target:
        kind: Deployment
        name: ${openedController}
      patch: |
        - op: add
          path: /spec/template/spec/containers/0/args/-
          value: ${opened}
`;

/** What is broken of Flux and of the cluster's own rules. */
export const clusterControls: readonly Control[] = [
  {
    name: 'the source is a repository that does not exist',
    notices: fluxReportsAllReady,
    says: /is not Ready|not Ready:/,
    sabotage: (world) => inSource(world, (text) => text.replace(/(\/repos\/)\S+/, '$1no-such-repo')),
  },
  {
    name: 'the images are of another account',
    notices: fluxReportsAllReady,
    says: /is not Ready|not Ready:/,
    sabotage: (world) =>
      inFluxRepository(
        world,
        ofEnvironment(world, 'image-repositories.yaml'),
        (text) => text.replace(/(image: )\d{12}/, '$1999999999999'),
        'apps',
      ),
  },
  {
    name: 'the signature of the chart is not checked',
    notices: unsignedChartIsRefused,
    says: /Not within .*refuses the chart/,
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
    name: 'foreign sources are only noted',
    notices: foreignSourcesAreRefused,
    says: /was accepted/,
    sabotage: async (world) => {
      await inFluxRepository(
        world,
        'infrastructure/configs/base/allowed-sources.yaml',
        (text) => text.replace('- Deny', '- Audit'),
        'infrastructure-configs',
      );
      await foreignIs(world, 'let in');
    },
    mend: async (world) => {
      for (const kind of ['gitrepositories', 'ocirepositories', 'imagerepositories'])
        await world.kubectl([
          'delete',
          kind,
          'foreign',
          '-n',
          world.stage.tenant.namespace,
          '--ignore-not-found',
        ]);
      await foreignIs(world, 'refused');
    },
  },
  {
    name: 'tenants may refer to what other namespaces have',
    notices: fluxIsLockedDown,
    says: /--no-cross-namespace-refs/,
    sabotage: async (world) => {
      const { api, cluster } = world;
      await inFluxRepository(
        world,
        instance(world),
        (text) => `${text.trimEnd()}\n${opening}`,
        'flux-system',
      );
      await api.waitFor<DeploymentObject>(
        kinds.deployment('flux-system', openedController),
        `has ${opened}`,
        ({ spec }) => spec.template.spec.containers[0]?.args?.includes(opened) === true,
      );
      await api.waitForReady(kinds.fluxInstance('flux-system', 'flux'), 60_000);
      await cluster.flux.crash(openedController);
    },
    mend: async ({ api, cluster }) => {
      await api.waitFor<DeploymentObject>(
        kinds.deployment('flux-system', openedController),
        `is without ${opened}`,
        ({ spec }) => !spec.template.spec.containers[0]?.args?.includes(opened),
        60_000,
      );
      await api.waitForReady(kinds.fluxInstance('flux-system', 'flux'), 60_000);
      await cluster.flux.crash(openedController);
    },
  },
  {
    name: 'the operator of Flux looks away',
    notices: fluxManagesItself,
    says: /Not within .*has --log-level=debug/,
    sabotage: (world) =>
      inFluxRepository(
        world,
        instance(world),
        (text) =>
          text.replace('annotations:\n', 'annotations:\n    fluxcd.controlplane.io/reconcile: disabled\n'),
        'flux-system',
      ),
  },
];

/** Waits until the API server follows what was changed of its admission policy; it notices after a moment. */
async function foreignIs(world: World, what: 'let in' | 'refused'): Promise<void> {
  const foreign = {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'GitRepository',
    metadata: { name: 'foreign-try', namespace: world.stage.tenant.namespace },
    spec: { interval: '1m', url: 'https://github.com/someone/something' },
  };
  await eventually({
    what: `a foreign source is ${what}`,
    within: 30_000,
    every: 250,
    signal: world.signal,
    ask: async () => {
      const { code } = await world.kubectl(['apply', '--dry-run=server', '-f', '-'], JSON.stringify(foreign));
      return (code === 0) === (what === 'let in') ? true : undefined;
    },
  });
}

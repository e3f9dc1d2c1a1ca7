import { join } from 'node:path';
import { fetchesSecrets } from '@tideway/gitops/flux-repository';
import { findKustomize, renderRoots } from '@tideway/kustomize';
import type { BareRepository } from '../git/bare-repository.ts';
import { filesOf } from '../report/tree-digest.ts';
import { assert, assertEqual } from './assertions.ts';
import { exported } from './exported.ts';
import type { Scenario } from './scenario.ts';
import type { World } from './world.ts';

/** B3: every overlay renders, and the API server takes every object of it. */
export const overlaysPassTheApi: Scenario = {
  name: 'overlays-pass-the-api',
  promise: 'Every overlay of every environment renders, and the API server accepts each object strictly',
  ids: ['B3'],
  async run(world, evidence) {
    const { platform, stage, fluxRepository, tenantRepository } = world;
    const environments = Object.keys(platform.environments);
    const events = fetchesSecrets(platform) ? ['events'] : [];
    const layers = ['infrastructure/controllers', 'infrastructure/configs', 'apps', ...events];
    const flux = await rendered(
      world,
      fluxRepository,
      environments.flatMap((environment) => layers.map((layer) => `${layer}/overlays/${environment}`)),
    );
    const tenant = await rendered(
      world,
      tenantRepository,
      environments.map((environment) => `deploy/kubernetes/overlays/${environment}`),
    );
    let count = 0;
    for (const environment of environments) {
      const of = (yaml: ReadonlyMap<string, string>) =>
        [...yaml].filter(([root]) => root.endsWith(`/${environment}`)).map(([, text]) => text);
      const { namespace } = stage.tenant;
      const what = `the overlays of ${environment}`;
      count += lines(await world.kubectl([...dryRun, '-f', '-'], of(flux).join('\n---\n')), what);
      const own = [...dryRun, '-n', namespace, '-f', '-'];
      count += lines(await world.kubectl(own, of(tenant).join('\n---\n')), `${what} in ${namespace}`);
    }
    const folder = await exported(world, fluxRepository.name);
    const clusters = Object.keys(platform.clusters).flatMap((name) => ['-f', join(folder, 'clusters', name)]);
    count += lines(await world.kubectl([...dryRun, '-R', ...clusters]), 'the folders of the clusters');
    const services = Object.keys(stage.tenant.services).length;
    // A Deployment, a Service and a NetworkPolicy of each at the least.
    assert(count > 3 * services * environments.length, `only ${count} objects were tried`);
    evidence.note('answer', `${count} objects passed a server-side dry run with strict field validation`);
  },
};

const dryRun = [
  'apply',
  '--server-side',
  '--force-conflicts',
  '--dry-run=server',
  '--validate=strict',
  '--field-manager=kustomize-controller',
];

/** Renders roots of a repository. @returns what was rendered, by root */
async function rendered(
  world: World,
  repository: BareRepository,
  roots: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const files = await filesOf(repository, 'main');
  const renderings = await renderRoots({
    kustomize: await findKustomize({ cacheDirectory: join(world.scratch, 'bin') }),
    tree: new Map([...files].map(([path, bytes]) => [path, { bytes }])),
    roots,
    temporaryDirectory: join(world.scratch, 'rendered'),
  });
  return new Map(
    renderings.map(({ root, yaml, problem }) => {
      assert(yaml !== undefined, `${root} of ${repository.name} does not render: ${problem}`);
      return [root, yaml];
    }),
  );
}

function lines(answer: Awaited<ReturnType<World['kubectl']>>, what: string): number {
  assertEqual(answer.code, 0, `${what} pass (${answer.stderr.trim().slice(0, 600)})`);
  return answer.stdout.trim().split('\n').length;
}

import { kinds } from '../kubernetes/kinds.ts';
import { assert } from './assertions.ts';
import type { Scenario } from './scenario.ts';
import type { Stage } from './stage.ts';

/** A service that nothing else here works on. */
function removable({ tenant, service }: Stage): string | undefined {
  return Object.keys(tenant.services).findLast((one) => one !== service.name);
}

/** G8: what is removed from Git is removed from the cluster. */
export const removedIsPruned: Scenario = {
  name: 'removed-is-pruned',
  promise: 'A service that is removed from Git is removed from the cluster',
  ids: ['G8'],
  obstacle: ({ stage }) =>
    Promise.resolve(
      removable(stage) === undefined
        ? `${stage.tenant.name} has only one service, which everything else here works on.`
        : undefined,
    ),
  async run(world, evidence) {
    const { api, stage } = world;
    const { namespace, repository } = stage.tenant;
    const name = removable(stage);
    assert(name !== undefined, 'the tenant has only one service');
    const base = 'deploy/kubernetes/base/kustomization.yaml';
    const commit = await world.change(
      repository,
      {
        [base]: (text) => text.replace(`- ${name}.yaml\n`, ''),
        ...(await patchesOf(world, name)),
      },
      `Remove ${name}`,
    );
    await evidence.time('until it is gone', async () => {
      await api.waitUntilGone(kinds.deployment(namespace, name));
      await api.waitUntilGone(kinds.service(namespace, name));
    });
    evidence.note('commit', `${commit.slice(0, 10)} Remove ${name}`);
    evidence.note('object', `Deployment/${name} and Service/${name} are gone from ${namespace}`);
  },
};

/** The overlays that change the service no longer render without it: their lines go as well. */
async function patchesOf(
  { tenantRepository, platform }: Parameters<Scenario['run']>[0],
  name: string,
): Promise<Record<string, (text: string) => string>> {
  const edits: Record<string, (text: string) => string> = {};
  for (const environment of Object.keys(platform.environments)) {
    const path = `deploy/kubernetes/overlays/${environment}/kustomization.yaml`;
    const line = new RegExp(`^- (path: )?${name}(\\.patch)?\\.yaml\\n`, 'gm');
    if (line.test(await tenantRepository.file(path))) edits[path] = (text) => text.replaceAll(line, '');
  }
  return edits;
}

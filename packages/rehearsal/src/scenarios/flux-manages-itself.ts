import { kinds } from '../kubernetes/kinds.ts';
import type { DeploymentObject } from '../flux/flux-controllers.ts';
import { assert } from './assertions.ts';
import type { Scenario } from './scenario.ts';

const flag = '--log-level=debug';
// Nobody else who works side by side with this notices when it is started again.
const controller = 'helm-controller';
const patch = `    - target:
        kind: Deployment
        name: ${controller}
      patch: |
        - op: add
          path: /spec/template/spec/containers/0/args/-
          value: ${flag}
`;

/** B6: a setting of Flux itself that is changed in Git arrives. */
export const fluxManagesItself: Scenario = {
  name: 'flux-manages-itself',
  promise: 'A setting of Flux that is changed in Git reaches its controllers',
  ids: ['B6'],
  async run(world, evidence) {
    const { api, cluster, platform } = world;
    const file = `clusters/${cluster.model.name}/flux-system/flux-instance.yaml`;
    const commit = await world.change(
      platform.repositories.flux,
      { [file]: (text) => `${text.trimEnd()}\n${patch}` },
      'Have the helm-controller tell more',
    );
    await evidence.time('until its Deployment has the flag', () =>
      api.waitFor<DeploymentObject>(
        kinds.deployment('flux-system', controller),
        `has ${flag}`,
        ({ spec }) => spec.template.spec.containers[0]?.args?.includes(flag) === true,
        60_000,
      ),
    );
    await cluster.flux.crash(controller);
    assert(cluster.flux.flags(controller).includes(flag), `${controller} was started without ${flag}`);
    evidence.note('commit', `${commit.slice(0, 10)} ${file}`);
  },
};

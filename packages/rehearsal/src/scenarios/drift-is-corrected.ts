import { kinds } from '../kubernetes/kinds.ts';
import type { RollingDeployment } from './image-loop.ts';
import type { Scenario } from './scenario.ts';

/** G4: what was changed by hand goes back to what Git says. */
export const driftIsCorrected: Scenario = {
  name: 'drift-is-corrected',
  promise: 'What somebody changes or deletes by hand in the cluster goes back to what Git says',
  ids: ['G4'],
  async run({ api, stage }, evidence) {
    const { namespace, services } = stage.tenant;
    const own = stage.service.name;
    // Rather two that nobody else works on; a new platform has but one.
    const [scaled = own, deleted = scaled] = Object.keys(services).filter((name) => name !== own);
    const deployment = kinds.deployment(namespace, scaled);
    const service = kinds.service(namespace, deleted);
    const before = await api.get<RollingDeployment>(deployment);
    const { metadata } = await api.get(service);
    const replicas = before.spec.replicas ?? 1;
    await api.merge(deployment, { spec: { replicas: replicas + 2 } });
    await api.remove(service);
    // Flux would look at its next interval; a person who has seen the drift asks for it.
    await evidence.time('until Git is in force again', async () => {
      await api.reconcile(stage.sync);
      await api.waitFor<RollingDeployment>(
        deployment,
        `has ${replicas} replicas again`,
        ({ spec }) => spec.replicas === replicas,
      );
      await api.waitFor(service, 'is there again', (object) => object.metadata.uid !== metadata.uid);
    });
    evidence.note('object', `Deployment/${scaled}: ${replicas + 2} replicas by hand, ${replicas} again`);
    evidence.note('object', `Service/${deleted}: deleted by hand, there again`);
  },
};

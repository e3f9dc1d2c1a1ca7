import type { LiveObject } from '../kubernetes/live-object.ts';
import { assertEqual } from './assertions.ts';
import type { Scenario } from './scenario.ts';

interface Deployment extends LiveObject {
  readonly spec: { readonly replicas?: number };
  readonly status: {
    readonly readyReplicas?: number;
    readonly updatedReplicas?: number;
    readonly observedGeneration?: number;
  };
}

/** C1 and C8: all services run, and nobody applied them by hand. */
export const shopIsRunning: Scenario = {
  name: 'shop-is-running',
  promise: 'Every service of the tenant runs with all its replicas, deployed by nothing but commits',
  ids: ['C1', 'C2', 'C8'],
  async run({ api, stage }, evidence) {
    const { namespace, services } = stage.tenant;
    const expected = Object.keys(services).sort();
    const deployments = await api.list<Deployment>('apps/v1', 'Deployment', namespace);
    assertEqual(deployments.map(({ metadata }) => metadata.name).sort(), expected, 'Deployments');
    for (const { metadata, spec, status } of deployments) {
      const replicas = spec.replicas ?? 1;
      assertEqual(status.readyReplicas ?? 0, replicas, `ready replicas of ${metadata.name}`);
      assertEqual(status.updatedReplicas ?? 0, replicas, `current replicas of ${metadata.name}`);
    }
    const live = await api.list('v1', 'Service', namespace);
    assertEqual(live.map(({ metadata }) => metadata.name).sort(), expected, 'Services');
    evidence.note(
      'object',
      `${deployments.length} Deployments and ${live.length} Services in ${namespace}, all replicas ready`,
    );
  },
};

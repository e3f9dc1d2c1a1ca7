import type { Service, Tenant } from '@tideway/model';
import type { Deployment } from '../kinds/deployment.ts';
import { selectorLabels, serviceLabels } from './labels.ts';
import { podContainer } from './pod-container.ts';
import { podVolume, podVolumes } from './pod-volumes.ts';
import { slowestReadiness } from './readiness.ts';
import { isReplicated, spreadConstraints } from './replicas.ts';
import { strategyFor } from './strategy.ts';

/** Seconds after which Kubernetes calls a rollout failed if nothing else is said. */
const defaultProgressDeadline = 600;

/** The Deployment of a service in the base. */
export function deployment(tenant: Tenant, service: Service): Deployment {
  const { name, base, container, sidecars } = service;
  const labels = serviceLabels(tenant, name);
  const volumes = podVolumes(base.volumes, sidecars);
  const fsGroup = [container, ...sidecars].find(({ security }) => security.fsGroup !== undefined)?.security
    .fsGroup;
  // Half of the deadline is left for pulling images and for starting what the service waits for.
  const deadline = 2 * slowestReadiness(service);
  const main = podContainer(container, {
    env: { ...container.env, ...base.env },
    resources: base.resources,
    volumes: base.volumes,
  });
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, labels },
    spec: {
      replicas: base.replicas,
      revisionHistoryLimit: 3,
      ...(deadline > defaultProgressDeadline && { progressDeadlineSeconds: deadline }),
      strategy: strategyFor(volumes),
      selector: { matchLabels: selectorLabels(name) },
      template: {
        metadata: { labels },
        spec: {
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          nodeSelector: { 'kubernetes.io/os': 'linux' },
          securityContext: {
            ...(fsGroup !== undefined && { fsGroup }),
            seccompProfile: { type: 'RuntimeDefault' },
          },
          ...(isReplicated(base) && { topologySpreadConstraints: spreadConstraints(name) }),
          containers: [main, ...sidecars.map((sidecar) => podContainer(sidecar, sidecar))],
          ...(volumes.length > 0 && { volumes: volumes.map((volume) => podVolume(name, volume)) }),
        },
      },
    },
  };
}

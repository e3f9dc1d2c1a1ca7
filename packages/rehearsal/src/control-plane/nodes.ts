import type { KubernetesApi } from '../kubernetes/kubernetes-api.ts';

/** How many nodes a cluster gets, and how large they are. */
export interface NodesOptions {
  readonly count: number;
  /** EC2 instance type that the model names; only shown. */
  readonly instance: string;
  readonly region: string;
}

/** Room on a node; larger than any instance type, so that nothing waits for a machine that is not there. */
const room = { cpu: '32', memory: '128Gi', pods: '110' };

/** Registers the nodes that kwok keeps. */
export async function addNodes(api: KubernetesApi, options: NodesOptions): Promise<void> {
  const { count, instance, region } = options;
  for (let index = 0; index < count; index += 1) {
    const name = `node-${index}`;
    await api.apply({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: {
        name,
        labels: {
          'kubernetes.io/hostname': name,
          'kubernetes.io/os': 'linux',
          'kubernetes.io/arch': 'amd64',
          'node.kubernetes.io/instance-type': instance,
          'topology.kubernetes.io/region': region,
        },
      },
      status: { allocatable: room, capacity: room },
    });
  }
}

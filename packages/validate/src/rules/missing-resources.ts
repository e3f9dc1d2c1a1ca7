import { containersOf, podTemplateOf } from '../landscape/pods.ts';
import { isWrittenByFlux } from '../landscape/written-by-flux.ts';
import { example, type Rule } from '../rule.ts';
import { fieldOf } from '../source/kubernetes-object.ts';

const needed = [
  ['requests', 'cpu'],
  ['requests', 'memory'],
  ['limits', 'memory'],
] as const;

/** Containers say what they need. */
export const missingResources: Rule = {
  id: 'missing-resources',
  title: 'Containers say what CPU and memory they need',
  severity: 'warning',
  why: 'Without requests the scheduler puts pods where there is no room; without a memory limit one leak takes its neighbours on the node with it; and a namespace with a quota refuses the pod.',
  fix: 'Set `resources.requests.cpu`, `resources.requests.memory` and `resources.limits.memory`.',
  example: {
    breaks: {
      'microservices-repo/deploy/carts.yaml': example`
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: carts
        spec:
          template:
            spec:
              containers:
                - name: carts
                  image: weaveworksdemos/carts:0.4.8
      `,
    },
    keeps: {
      'microservices-repo/deploy/carts.yaml': example`
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: carts
        spec:
          template:
            spec:
              containers:
                - name: carts
                  image: weaveworksdemos/carts:0.4.8
                  resources:
                    requests:
                      cpu: 100m
                      memory: 200Mi
                    limits:
                      memory: 500Mi
      `,
    },
  },
  *check({ objects }) {
    for (const object of objects) {
      const template = podTemplateOf(object.object);
      if (template === undefined || isWrittenByFlux(object)) continue;
      for (const { name, container, field, init } of containersOf(template)) {
        const missing = needed.filter((path) => fieldOf(container, 'resources', ...path) === undefined);
        if (init || missing.length === 0) continue;
        const words = missing.map((path) => path.join('.')).join(', ');
        yield {
          at: { object, field: [...field, 'resources'] },
          message: `container ${name} has no ${words}`,
        };
      }
    }
  },
};

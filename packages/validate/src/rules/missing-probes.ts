import { containersOf, podTemplateOf } from '../landscape/pods.ts';
import { isWrittenByFlux } from '../landscape/written-by-flux.ts';
import { example, type Rule } from '../rule.ts';

/** Containers of services say how they are asked for their health. */
export const missingProbes: Rule = {
  id: 'missing-probes',
  title: 'Containers that serve have readiness and liveness probes',
  severity: 'warning',
  why: 'Without a readiness probe traffic reaches a container that is still starting, and Flux reports a rollout as done that serves nothing; without a liveness probe one that hangs stays.',
  fix: 'Add `readinessProbe` and `livenessProbe`.',
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
                  readinessProbe:
                    httpGet:
                      path: /health
                      port: 80
                  livenessProbe:
                    httpGet:
                      path: /health
                      port: 80
      `,
    },
  },
  *check({ objects }) {
    for (const object of objects) {
      const template = podTemplateOf(object.object);
      if (template?.runsOn !== true || isWrittenByFlux(object)) continue;
      for (const { name, container, field, init } of containersOf(template)) {
        const missing = ['readinessProbe', 'livenessProbe'].filter((probe) => container[probe] === undefined);
        if (init || missing.length === 0) continue;
        yield { at: { object, field }, message: `container ${name} has no ${missing.join(' and no ')}` };
      }
    }
  },
};

import { dependenciesOf, reconciledBy } from '../landscape/dependencies.ts';
import { isFluxKustomization } from '../landscape/flux-kinds.ts';
import { example, type Rule } from '../rule.ts';
import { fieldOf, listAt } from '../source/kubernetes-object.ts';

/** A Kustomization that others depend on waits for health. */
export const fluxMissingWait: Rule = {
  id: 'flux-missing-wait',
  title: 'A Kustomization that others depend on waits for health',
  severity: 'error',
  why: 'Without `wait` a Kustomization is ready as soon as its objects are applied, so what depends on it starts before a controller runs or a CRD is there.',
  fix: 'Set `spec.wait: true`, or name what matters in `spec.healthChecks`.',
  example: {
    breaks: {
      'flux-repo/clusters/dev/kustomizations.yaml': example`
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata:
          name: infrastructure
          namespace: flux-system
        spec:
          path: ./infrastructure
        ---
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata:
          name: apps
          namespace: flux-system
        spec:
          dependsOn:
            - name: infrastructure
      `,
    },
    keeps: {
      'flux-repo/clusters/dev/kustomizations.yaml': example`
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata:
          name: infrastructure
          namespace: flux-system
        spec:
          path: ./infrastructure
          wait: true
        ---
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata:
          name: apps
          namespace: flux-system
        spec:
          dependsOn:
            - name: infrastructure
      `,
    },
  },
  *check({ clusters }) {
    for (const cluster of clusters) {
      const reconciled = reconciledBy(cluster);
      for (const dependent of reconciled.values()) {
        for (const { key } of dependenciesOf(dependent.object)) {
          const object = reconciled.get(key);
          if (object === undefined || !isFluxKustomization(object.object)) continue;
          const waits = fieldOf(object.object, 'spec', 'wait') === true;
          if (waits || listAt(object.object, 'spec', 'healthChecks').length > 0) continue;
          const name = dependent.object.metadata.name;
          yield {
            at: { object, field: ['spec', 'wait'] },
            message: `${name} depends on it, but it does not wait for health`,
          };
        }
      }
    }
  },
};

import { dependenciesOf, reconciledBy } from '../landscape/dependencies.ts';
import { example, type Rule } from '../rule.ts';

/** What something depends on exists on its cluster. */
export const dependsOnMissing: Rule = {
  id: 'depends-on-missing',
  title: 'What something depends on exists on its cluster',
  severity: 'error',
  why: 'Flux waits for the missing object for ever: the dependent is never applied.',
  fix: 'Correct the name or the namespace in `spec.dependsOn`, or add what is missing to the cluster.',
  example: {
    breaks: {
      'flux-repo/clusters/dev/apps.yaml': example`
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
      'flux-repo/clusters/dev/apps.yaml': example`
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata:
          name: apps
          namespace: flux-system
      `,
    },
  },
  *check({ clusters }) {
    for (const cluster of clusters) {
      const reconciled = reconciledBy(cluster);
      for (const object of reconciled.values()) {
        for (const { key, name, index } of dependenciesOf(object.object)) {
          if (reconciled.has(key)) continue;
          yield {
            at: { object, field: ['spec', 'dependsOn', index] },
            message: `depends on ${name}, which ${cluster.name} does not have`,
          };
        }
      }
    }
  },
};

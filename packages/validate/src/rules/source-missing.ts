import { example, type Rule } from '../rule.ts';
import { textAt } from '../source/kubernetes-object.ts';

/** The source of a Flux Kustomization exists on its cluster. */
export const sourceMissing: Rule = {
  id: 'source-missing',
  title: 'The source of a Flux Kustomization exists',
  severity: 'error',
  why: 'A Kustomization without its source never applies anything, and says so only on the cluster.',
  fix: 'Correct `spec.sourceRef`, or add the source to the cluster.',
  example: {
    breaks: {
      'flux-repo/clusters/dev/apps.yaml': example`
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata:
          name: apps
          namespace: flux-system
        spec:
          sourceRef:
            kind: GitRepository
            name: flux
      `,
    },
    keeps: {
      'flux-repo/clusters/dev/apps.yaml': example`
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata:
          name: apps
          namespace: flux-system
        spec:
          sourceRef:
            kind: GitRepository
            name: flux-system
      `,
    },
  },
  *check({ clusters }) {
    for (const { name: cluster, steps } of clusters) {
      for (const { kustomization: object, source } of steps) {
        const name = textAt(object?.object, 'spec', 'sourceRef', 'name');
        if (object === undefined || source !== undefined || name === undefined) continue;
        const kind = textAt(object.object, 'spec', 'sourceRef', 'kind') ?? '';
        yield { at: { object, field: ['spec', 'sourceRef'] }, message: `${cluster} has no ${kind} ${name}` };
      }
    }
  },
};

import { appliedTwice, stepName } from '../landscape/applied-twice.ts';
import { example, type Rule } from '../rule.ts';

const sync = (name: string): string => `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: ${name}
  namespace: flux-system
spec:
  path: ./apps/${name}
  sourceRef:
    kind: GitRepository
    name: flux-system
`;

const namespace = (name: string): string => `apiVersion: v1
kind: Namespace
metadata:
  name: ${name}
`;

/** An object is applied by one Flux Kustomization of a cluster. */
export const duplicateObject: Rule = {
  id: 'duplicate-object',
  title: 'An object is applied by one Flux Kustomization only',
  severity: 'error',
  why: 'Two Kustomizations with the same object overwrite each other at every interval, and when one of them is removed it prunes what the other needs.',
  fix: 'Leave the object to one of them, and let the other depend on it.',
  example: {
    breaks: {
      'flux-repo/clusters/dev/one.yaml': sync('one'),
      'flux-repo/clusters/dev/two.yaml': sync('two'),
      'flux-repo/apps/one/namespace.yaml': namespace('sock-shop'),
      'flux-repo/apps/two/namespace.yaml': namespace('sock-shop'),
    },
    keeps: {
      'flux-repo/clusters/dev/one.yaml': sync('one'),
      'flux-repo/clusters/dev/two.yaml': sync('two'),
      'flux-repo/apps/one/namespace.yaml': namespace('sock-shop'),
      'flux-repo/apps/two/namespace.yaml': example`
        apiVersion: v1
        kind: Namespace
        metadata:
          name: monitoring
      `,
    },
  },
  *check({ clusters }) {
    for (const cluster of clusters) {
      for (const { first, second, objects, overlapping } of appliedTwice(cluster)) {
        if (overlapping) continue;
        for (const object of objects) {
          yield { at: { object }, message: `is applied by ${stepName(first)} and by ${stepName(second)}` };
        }
      }
    }
  },
};

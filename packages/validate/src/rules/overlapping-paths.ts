import { appliedTwice, stepName } from '../landscape/applied-twice.ts';
import { example, type Rule } from '../rule.ts';
import { describeObject } from '../source/kubernetes-object.ts';

/** Flux Kustomizations of a cluster do not overlap. */
export const overlappingPaths: Rule = {
  id: 'overlapping-paths',
  title: 'Paths of a cluster’s Flux Kustomizations do not overlap',
  severity: 'error',
  why: 'Two Kustomizations that apply the same objects overwrite each other’s labels and settings at every interval, and when one of them is removed it prunes what the other needs.',
  fix: 'Give each Kustomization a folder of its own, or add a `kustomization.yaml` to the outer folder that leaves the inner one out.',
  example: {
    breaks: {
      'flux-repo/clusters/dev/apps.yaml': example`
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata:
          name: apps
          namespace: flux-system
        spec:
          path: ./apps
          sourceRef:
            kind: GitRepository
            name: flux-system
        ---
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata:
          name: sock-shop
          namespace: flux-system
        spec:
          path: ./apps/sock-shop
          sourceRef:
            kind: GitRepository
            name: flux-system
      `,
      'flux-repo/apps/sock-shop/namespace.yaml': example`
        apiVersion: v1
        kind: Namespace
        metadata:
          name: sock-shop
      `,
    },
    keeps: {
      'flux-repo/clusters/dev/apps.yaml': example`
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata:
          name: sock-shop
          namespace: flux-system
        spec:
          path: ./apps/sock-shop
          sourceRef:
            kind: GitRepository
            name: flux-system
      `,
      'flux-repo/apps/sock-shop/namespace.yaml': example`
        apiVersion: v1
        kind: Namespace
        metadata:
          name: sock-shop
      `,
    },
  },
  *check({ clusters }) {
    for (const cluster of clusters) {
      for (const { first, second, objects, overlapping } of appliedTwice(cluster)) {
        const object = second.kustomization ?? first.kustomization;
        const some = objects[0];
        if (!overlapping || object === undefined || some === undefined) continue;
        const more = objects.length === 1 ? '' : ` and ${objects.length - 1} more`;
        const other = second.kustomization === undefined ? second : first;
        yield {
          at: { object, field: ['spec', 'path'] },
          message: `${second.folder} overlaps with ${first.folder} of ${stepName(other)}: both apply ${describeObject(some.object)}${more}`,
        };
      }
    }
  },
};

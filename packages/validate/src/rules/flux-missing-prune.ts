import { isFluxKustomization } from '../landscape/flux-kinds.ts';
import { example, type Rule } from '../rule.ts';
import { fieldOf } from '../source/kubernetes-object.ts';

/** Flux Kustomizations prune. */
export const fluxMissingPrune: Rule = {
  id: 'flux-missing-prune',
  title: 'Flux Kustomizations prune',
  severity: 'error',
  why: 'Without `prune: true` an object that was removed from Git stays on the cluster for ever, and Git no longer says what runs.',
  fix: 'Set `spec.prune: true`. To keep one object, annotate that object with `kustomize.toolkit.fluxcd.io/prune: disabled`.',
  example: {
    breaks: {
      'flux-repo/clusters/dev/apps.yaml': example`
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata:
          name: apps
          namespace: flux-system
        spec:
          prune: false
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
          prune: true
      `,
    },
  },
  *check({ objects }) {
    for (const object of objects) {
      if (!isFluxKustomization(object.object) || fieldOf(object.object, 'spec', 'prune') === true) continue;
      yield { at: { object, field: ['spec', 'prune'] }, message: 'does not remove what is removed from Git' };
    }
  },
};

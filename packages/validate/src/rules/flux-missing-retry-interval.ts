import { isFluxKustomization } from '../landscape/flux-kinds.ts';
import { isWrittenByFlux } from '../landscape/written-by-flux.ts';
import { example, type Rule } from '../rule.ts';
import { fieldOf } from '../source/kubernetes-object.ts';

/** Flux Kustomizations have a retry interval. */
export const fluxMissingRetryInterval: Rule = {
  id: 'flux-missing-retry-interval',
  title: 'Flux Kustomizations have a retry interval',
  severity: 'warning',
  why: 'Without `retryInterval` a failed apply is tried again only after the whole `interval`: a passing fault of the API server or of a webhook costs ten minutes.',
  fix: 'Set `spec.retryInterval`, such as `1m0s`.',
  example: {
    breaks: {
      'flux-repo/clusters/dev/apps.yaml': example`
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata:
          name: apps
          namespace: flux-system
        spec:
          interval: 10m0s
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
          interval: 10m0s
          retryInterval: 1m0s
      `,
    },
  },
  *check({ objects }) {
    for (const object of objects) {
      if (!isFluxKustomization(object.object) || isWrittenByFlux(object)) continue;
      if (fieldOf(object.object, 'spec', 'retryInterval') !== undefined) continue;
      yield { at: { object, field: ['spec', 'retryInterval'] }, message: 'has no retry interval' };
    }
  },
};

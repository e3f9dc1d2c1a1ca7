import { isFluxKustomization, isHelmRelease } from '../landscape/flux-kinds.ts';
import { isWrittenByFlux } from '../landscape/written-by-flux.ts';
import { example, type Rule } from '../rule.ts';
import { fieldOf } from '../source/kubernetes-object.ts';

/** Flux Kustomizations and HelmReleases have a timeout. */
export const fluxMissingTimeout: Rule = {
  id: 'flux-missing-timeout',
  title: 'Flux Kustomizations and HelmReleases have a timeout',
  severity: 'warning',
  why: 'Without `timeout` a Kustomization waits for health as long as its `interval`, so how fast a failed deployment is noticed depends on how often Git is applied.',
  fix: 'Set `spec.timeout` to a little more than the slowest workload takes to become ready, such as `5m0s`.',
  example: {
    breaks: {
      'flux-repo/clusters/dev/apps.yaml': example`
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata:
          name: apps
          namespace: flux-system
        spec:
          interval: 5m0s
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
          interval: 5m0s
          timeout: 5m0s
      `,
    },
  },
  *check({ objects }) {
    for (const object of objects) {
      if (!isFluxKustomization(object.object) && !isHelmRelease(object.object)) continue;
      if (isWrittenByFlux(object) || fieldOf(object.object, 'spec', 'timeout') !== undefined) continue;
      yield { at: { object, field: ['spec', 'timeout'] }, message: 'has no timeout' };
    }
  },
};

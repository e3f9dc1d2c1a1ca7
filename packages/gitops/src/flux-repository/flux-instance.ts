import { codeCommitUrl, type Cluster, type Platform } from '@tideway/model';
import type { FluxInstance, FluxSize } from '../kinds/flux-instance.ts';
import { toYaml } from '../yaml/to-yaml.ts';
import { fluxNamespace } from './names.ts';

/** How Flux runs on a cluster, locked down for tenants, and that it follows the flux-repo. */
export function fluxInstance(platform: Platform, cluster: Cluster): FluxInstance {
  const { flux, branch } = platform.repositories;
  return {
    apiVersion: 'fluxcd.controlplane.io/v1',
    kind: 'FluxInstance',
    metadata: {
      name: 'flux',
      namespace: fluxNamespace,
      // Without this, a commit that loses the file would uninstall Flux.
      annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' },
    },
    spec: {
      distribution: { version: platform.flux.version, registry: 'ghcr.io/fluxcd' },
      components: [
        'source-controller',
        'kustomize-controller',
        'helm-controller',
        'notification-controller',
        'image-reflector-controller',
        'image-automation-controller',
      ],
      cluster: {
        type: 'aws',
        size: fluxSize(Object.keys(platform.tenants).length),
        multitenant: true,
        tenantDefaultServiceAccount: 'default',
        networkPolicy: true,
        domain: 'cluster.local',
      },
      sync: {
        kind: 'GitRepository',
        provider: 'aws',
        url: codeCommitUrl(platform, flux),
        ref: `refs/heads/${branch}`,
        path: `clusters/${cluster.name}`,
        interval: platform.flux.intervals.git,
      },
      kustomize: { patches: [newRevisionsAtOnce, dependenciesSoon] },
    },
  };
}

/** A tenant is one Kustomization; the operator's sizes are made for tens, hundreds and a thousand of them. */
function fluxSize(tenants: number): FluxSize {
  if (tenants <= 20) return 'small';
  return tenants <= 200 ? 'medium' : 'large';
}

/**
 * A new commit ends the wait for the one before it: a broken release is replaced by its repair in seconds, not
 * after its time limit. The lock-down itself (`--no-cross-namespace-refs`, `--no-remote-bases`,
 * `--default-service-account`) is what the operator makes of `multitenant`.
 */
const newRevisionsAtOnce = {
  target: { kind: 'Deployment', name: '(kustomize-controller|helm-controller)' },
  patch: toYaml([
    [
      {
        op: 'add',
        path: '/spec/template/spec/containers/0/args/-',
        value: '--feature-gates=CancelHealthCheckOnNewRevision=true',
      },
    ],
  ]),
};

/** The operator's sizes ask every ten seconds whether a dependency is ready, and a new cluster has a chain of four. */
const dependenciesSoon = {
  target: { kind: 'Deployment', name: '(kustomize-controller|helm-controller)' },
  patch: toYaml([
    [{ op: 'add', path: '/spec/template/spec/containers/0/args/-', value: '--requeue-dependency=2s' }],
  ]),
};

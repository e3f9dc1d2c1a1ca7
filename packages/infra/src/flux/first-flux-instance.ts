import { codeCommitUrl, type Cluster, type Platform } from '@tideway/model';
import { fluxNamespace } from './names.ts';

/**
 * What makes Flux start on an empty cluster. From its first look into the flux-repo on, the FluxInstance there is the
 * one that counts. So this one says no more than Flux needs to get there, and nothing that changes from day to day:
 * what stays the same here is never applied a second time.
 */
export function firstFluxInstance(platform: Platform, cluster: Cluster): Record<string, unknown> {
  const { flux, branch } = platform.repositories;
  return {
    apiVersion: 'fluxcd.controlplane.io/v1',
    kind: 'FluxInstance',
    metadata: {
      name: 'flux',
      namespace: fluxNamespace,
      annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' },
    },
    spec: {
      distribution: { version: fluxLine(platform), registry: 'ghcr.io/fluxcd' },
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
        multitenant: true,
        tenantDefaultServiceAccount: 'default',
        networkPolicy: true,
      },
      sync: {
        kind: 'GitRepository',
        provider: 'aws',
        url: codeCommitUrl(platform, flux),
        ref: `refs/heads/${branch}`,
        path: `clusters/${cluster.name}`,
        interval: '1m',
      },
    },
  };
}

/** The newest release of a minor version, because the exact version is the flux-repo's business. */
function fluxLine({ flux: { version } }: Platform): string {
  return `${version.split('.').slice(0, 2).join('.')}.x`;
}

import type { Controller, Platform } from '@tideway/model';
import type { HelmAction, HelmRelease } from '../kinds/helm-release.ts';
import type { Namespace } from '../kinds/namespace.ts';
import type { OCIRepository } from '../kinds/oci-repository.ts';
import { fluxNamespace } from './names.ts';

/** Namespace of a controller. What its pods may do is the chart's choice; the API server warns and logs. */
export function controllerNamespace(name: string): Namespace {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      labels: {
        'pod-security.kubernetes.io/warn': 'restricted',
        'pod-security.kubernetes.io/audit': 'restricted',
      },
    },
  };
}

/** The pinned chart, with its signature checked where the model asks for it. */
export function chartSource(platform: Platform, controller: Controller): OCIRepository {
  const { name, chart, version, verify } = controller;
  return {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'OCIRepository',
    metadata: { name, namespace: fluxNamespace },
    spec: {
      interval: platform.flux.intervals.infrastructure,
      timeout: '60s',
      provider: 'generic',
      url: chart,
      // A tag can't hold a plus sign; Helm pushes versions with an underscore in its place.
      ref: { tag: version.replace('+', '_') },
      layerSelector: { mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip', operation: 'copy' },
      ...(verify !== undefined && {
        verify: {
          provider: verify.provider,
          matchOIDCIdentity: [{ issuer: verify.issuer, subject: verify.subject }],
        },
      }),
    },
  };
}

/** What names a controller's HelmRelease. */
export function releaseIdentity({ name }: Controller): Pick<HelmRelease, 'apiVersion' | 'kind' | 'metadata'> {
  return {
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name, namespace: fluxNamespace },
  };
}

const untilItWorks: HelmAction = {
  crds: 'CreateReplace',
  strategy: { name: 'RetryOnFailure', retryInterval: '1m' },
};

/**
 * The installed chart. The release stands in Flux's namespace, beside its source and the ServiceAccount that it
 * needs under lock-down, so that no other namespace gets an account with full rights.
 */
export function helmRelease(platform: Platform, controller: Controller): HelmRelease {
  const { name, namespace, dependsOn, values } = controller;
  return {
    ...releaseIdentity(controller),
    spec: {
      ...(dependsOn.length > 0 && { dependsOn: dependsOn.map((dependency) => ({ name: dependency })) }),
      interval: platform.flux.intervals.infrastructure,
      timeout: '5m',
      serviceAccountName: 'helm-controller',
      releaseName: name,
      targetNamespace: namespace,
      storageNamespace: namespace,
      chartRef: { kind: 'OCIRepository', name },
      maxHistory: 3,
      install: untilItWorks,
      upgrade: untilItWorks,
      driftDetection: { mode: 'enabled' },
      ...(Object.keys(values).length > 0 && { values }),
    },
  };
}

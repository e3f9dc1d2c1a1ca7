import type { FluxKustomization } from '../kinds/flux-kustomization.ts';
import { fluxNamespace, fluxSource, runtimeConfigMap } from './names.ts';
import { retryInterval } from './durations.ts';

/** What is said of one of the platform's own Kustomizations. */
export interface SyncOptions {
  readonly name: string;
  readonly path: string;
  readonly interval: string;
  readonly timeout: string;
  /** Kustomizations that must be ready before. */
  readonly dependsOn: readonly string[];
  /** Whether it is ready only when everything that it applies is. @default true */
  readonly wait?: boolean;
  readonly patches?: NonNullable<FluxKustomization['spec']['patches']>;
}

/** A folder of the flux-repo that the platform's own Flux applies with full rights. */
export function syncKustomization(options: SyncOptions): FluxKustomization {
  const { name, path, interval, timeout, dependsOn, wait = true, patches } = options;
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name, namespace: fluxNamespace },
    spec: {
      ...(dependsOn.length > 0 && { dependsOn: dependsOn.map((dependency) => ({ name: dependency })) }),
      interval,
      retryInterval,
      timeout,
      // Under lock-down the default ServiceAccount has no rights; this one is Flux's own.
      serviceAccountName: 'kustomize-controller',
      sourceRef: { kind: 'GitRepository', name: fluxSource },
      path,
      prune: true,
      wait,
      ...(patches !== undefined && { patches }),
      postBuild: { substituteFrom: [{ kind: 'ConfigMap', name: runtimeConfigMap, optional: true }] },
    },
  };
}

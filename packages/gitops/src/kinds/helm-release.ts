import type { KubernetesObject, NameReference } from './kubernetes-object.ts';

/** What helm-controller does when an installation or upgrade fails: try again, nothing is rolled back or removed. */
export interface HelmAction {
  readonly crds: 'Skip' | 'Create' | 'CreateReplace';
  readonly strategy: { readonly name: 'RetryOnFailure'; readonly retryInterval: string };
}

/** A Helm chart that helm-controller keeps installed (Flux 2.9). */
export interface HelmRelease extends KubernetesObject {
  readonly apiVersion: 'helm.toolkit.fluxcd.io/v2';
  readonly kind: 'HelmRelease';
  readonly spec: {
    readonly dependsOn?: readonly NameReference[];
    readonly interval: string;
    readonly timeout: string;
    /** ServiceAccount of the release's namespace that is impersonated. */
    readonly serviceAccountName: string;
    readonly releaseName: string;
    readonly targetNamespace: string;
    readonly storageNamespace: string;
    readonly chartRef: { readonly kind: 'OCIRepository'; readonly name: string };
    readonly maxHistory: number;
    readonly install: HelmAction;
    readonly upgrade: HelmAction;
    readonly driftDetection: { readonly mode: 'enabled' | 'warn' | 'disabled' };
    readonly values?: Readonly<Record<string, unknown>>;
  };
}

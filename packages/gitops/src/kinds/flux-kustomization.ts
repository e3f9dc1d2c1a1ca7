import type { KustomizePatch } from './kustomize-patch.ts';
import type { KubernetesObject, NameReference } from './kubernetes-object.ts';

/** A folder of a source that kustomize-controller renders and applies (Flux 2.9). */
export interface FluxKustomization extends KubernetesObject {
  readonly apiVersion: 'kustomize.toolkit.fluxcd.io/v1';
  readonly kind: 'Kustomization';
  readonly spec: {
    readonly dependsOn?: readonly NameReference[];
    readonly interval: string;
    readonly retryInterval: string;
    readonly timeout: string;
    /** ServiceAccount of the same namespace that is impersonated. */
    readonly serviceAccountName: string;
    readonly sourceRef: { readonly kind: 'GitRepository'; readonly name: string };
    /** Folder in the source; a tenant's is filled in by the overlay of each environment. */
    readonly path?: string;
    readonly targetNamespace?: string;
    readonly prune: boolean;
    readonly wait: boolean;
    readonly patches?: readonly KustomizePatch[];
    readonly postBuild?: {
      readonly substituteFrom: readonly {
        readonly kind: 'ConfigMap' | 'Secret';
        readonly name: string;
        readonly optional: boolean;
      }[];
    };
  };
}

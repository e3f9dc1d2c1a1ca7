import type { KustomizePatch } from './kustomize-patch.ts';
import type { KubernetesObject } from './kubernetes-object.ts';

/** A controller of the Flux distribution. */
export type FluxComponent =
  | 'source-controller'
  | 'kustomize-controller'
  | 'helm-controller'
  | 'notification-controller'
  | 'image-reflector-controller'
  | 'image-automation-controller';

/** How many applications the controllers are sized for. */
export type FluxSize = 'small' | 'medium' | 'large';

/** How Flux is installed on a cluster and what it follows (Flux Operator). */
export interface FluxInstance extends KubernetesObject {
  readonly apiVersion: 'fluxcd.controlplane.io/v1';
  readonly kind: 'FluxInstance';
  readonly spec: {
    readonly distribution: { readonly version: string; readonly registry: string };
    readonly components: readonly FluxComponent[];
    readonly cluster: {
      readonly type: 'kubernetes' | 'openshift' | 'aws' | 'azure' | 'gcp';
      readonly size: FluxSize;
      /** Lock-down: no references across namespaces, no remote bases, an impersonated ServiceAccount for everything. */
      readonly multitenant: boolean;
      readonly tenantDefaultServiceAccount: string;
      readonly networkPolicy: boolean;
      readonly domain: string;
    };
    readonly sync: {
      readonly kind: 'GitRepository' | 'OCIRepository' | 'Bucket';
      readonly provider?: 'generic' | 'aws' | 'azure' | 'gcp' | 'github';
      readonly url: string;
      readonly ref: string;
      readonly path: string;
      readonly interval: string;
    };
    readonly kustomize?: { readonly patches: readonly KustomizePatch[] };
  };
}

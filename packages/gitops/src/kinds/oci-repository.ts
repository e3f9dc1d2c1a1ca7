import type { KubernetesObject } from './kubernetes-object.ts';

/** An OCI artifact, here a Helm chart, that source-controller fetches (Flux 2.9). */
export interface OCIRepository extends KubernetesObject {
  readonly apiVersion: 'source.toolkit.fluxcd.io/v1';
  readonly kind: 'OCIRepository';
  readonly spec: {
    readonly interval: string;
    readonly timeout?: string;
    readonly provider?: 'generic' | 'aws' | 'azure' | 'gcp';
    /** Address without tag, such as `oci://ghcr.io/owner/chart`. */
    readonly url: string;
    readonly ref: { readonly tag: string };
    readonly layerSelector?: { readonly mediaType: string; readonly operation: 'extract' | 'copy' };
    readonly verify?: {
      readonly provider: 'cosign' | 'notation';
      readonly matchOIDCIdentity: readonly { readonly issuer: string; readonly subject: string }[];
    };
  };
}

import type { KubernetesObject } from './kubernetes-object.ts';

/** A Git repository that source-controller fetches (Flux 2.9). */
export interface GitRepository extends KubernetesObject {
  readonly apiVersion: 'source.toolkit.fluxcd.io/v1';
  readonly kind: 'GitRepository';
  readonly spec: {
    readonly interval: string;
    readonly timeout?: string;
    /** `aws`: CodeCommit by the controller's IAM identity, without any secret. */
    readonly provider?: 'generic' | 'aws' | 'azure' | 'github';
    readonly url: string;
    readonly ref: { readonly branch: string };
  };
}

import type { KubernetesObject } from './kubernetes-object.ts';

/** An image whose tags image-reflector-controller reads (Flux 2.9). */
export interface ImageRepository extends KubernetesObject {
  readonly apiVersion: 'image.toolkit.fluxcd.io/v1';
  readonly kind: 'ImageRepository';
  readonly spec: {
    /** Image without tag. */
    readonly image: string;
    readonly interval: string;
    readonly timeout?: string;
    /** `aws`: ECR by the controller's IAM identity, without any secret. */
    readonly provider?: 'generic' | 'aws' | 'azure' | 'gcp';
  };
}

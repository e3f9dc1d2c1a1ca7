import type { KubernetesObject, NameReference } from './kubernetes-object.ts';

/** Which tag of an ImageRepository is the newest (Flux 2.9). */
export interface ImagePolicy extends KubernetesObject {
  readonly apiVersion: 'image.toolkit.fluxcd.io/v1';
  readonly kind: 'ImagePolicy';
  readonly spec: {
    readonly imageRepositoryRef: NameReference;
    readonly filterTags: {
      /** RE2 regular expression; tags that do not match are never looked at. */
      readonly pattern: string;
      /** What of a tag is compared, such as `$build`. */
      readonly extract: string;
    };
    readonly policy: { readonly numerical: { readonly order: 'asc' | 'desc' } };
  };
}

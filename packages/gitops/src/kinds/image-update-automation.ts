import type { KubernetesObject } from './kubernetes-object.ts';

/** Flux's image robot for one folder of a Git repository (Flux 2.9). */
export interface ImageUpdateAutomation extends KubernetesObject {
  readonly apiVersion: 'image.toolkit.fluxcd.io/v1';
  readonly kind: 'ImageUpdateAutomation';
  readonly spec: {
    readonly interval: string;
    readonly suspend?: boolean;
    readonly sourceRef: { readonly kind: 'GitRepository'; readonly name: string };
    readonly git: {
      readonly checkout: { readonly ref: { readonly branch: string } };
      readonly commit: {
        readonly author: { readonly name: string; readonly email: string };
        /** Go template over `.Changed`. */
        readonly messageTemplate: string;
      };
      readonly push: { readonly branch: string };
    };
    readonly update: { readonly path: string; readonly strategy: 'Setters' };
  };
}

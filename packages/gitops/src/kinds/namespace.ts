import type { KubernetesObject } from './kubernetes-object.ts';

/** A namespace. */
export interface Namespace extends KubernetesObject {
  readonly apiVersion: 'v1';
  readonly kind: 'Namespace';
}

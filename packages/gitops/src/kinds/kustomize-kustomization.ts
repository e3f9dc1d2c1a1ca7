import type { KustomizePatch } from './kustomize-patch.ts';

/** Kustomize's own Kustomization: the file `kustomization.yaml`. */
export interface KustomizeKustomization {
  readonly apiVersion: 'kustomize.config.k8s.io/v1beta1';
  readonly kind: 'Kustomization';
  readonly resources: readonly string[];
  readonly images?: readonly KustomizeImage[];
  readonly replicas?: readonly { readonly name: string; readonly count: number }[];
  readonly patches?: readonly (KustomizePatch | { readonly path: string })[];
}

/** Another name and tag for an image of the base. */
export interface KustomizeImage {
  /** Image as the base names it, without tag. */
  readonly name: string;
  readonly newName: string;
  readonly newTag: string;
}

/** A `kustomization.yaml` with its constant first lines. */
export function kustomization(
  content: Omit<KustomizeKustomization, 'apiVersion' | 'kind'>,
): KustomizeKustomization {
  return { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', ...content };
}

import { isKind, type KubernetesObject } from '../source/kubernetes-object.ts';

/** API groups of Flux and of the Flux Operator. */
export const fluxGroups = {
  kustomize: 'kustomize.toolkit.fluxcd.io',
  helm: 'helm.toolkit.fluxcd.io',
  source: 'source.toolkit.fluxcd.io',
  image: 'image.toolkit.fluxcd.io',
  notification: 'notification.toolkit.fluxcd.io',
  operator: 'fluxcd.controlplane.io',
} as const;

/** Whether the object is a Kustomization of Flux, not one of Kustomize. */
export function isFluxKustomization(object: KubernetesObject): boolean {
  return isKind(object, fluxGroups.kustomize, 'Kustomization');
}

/** Whether the object is a HelmRelease. */
export function isHelmRelease(object: KubernetesObject): boolean {
  return isKind(object, fluxGroups.helm, 'HelmRelease');
}

/** Whether the object is a Kustomization of Kustomize, which tools read and clusters never get. */
export function isKustomizeKind(object: KubernetesObject): boolean {
  return object.apiVersion.startsWith('kustomize.config.k8s.io/');
}

import type { KubernetesObject } from './kubernetes-object.ts';

/** A kind of storage that claims ask for by its name, or get when they name none. */
export interface StorageClass extends KubernetesObject {
  readonly apiVersion: 'storage.k8s.io/v1';
  readonly kind: 'StorageClass';
  /** Driver that makes the volumes. */
  readonly provisioner: string;
  /** As the driver takes them: all text. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly reclaimPolicy: 'Delete' | 'Retain';
  readonly volumeBindingMode: 'Immediate' | 'WaitForFirstConsumer';
  readonly allowVolumeExpansion: boolean;
}

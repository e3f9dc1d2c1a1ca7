import type { KubernetesObject } from './kubernetes-object.ts';

/** Storage that outlives pods. */
export interface PersistentVolumeClaim extends KubernetesObject {
  readonly apiVersion: 'v1';
  readonly kind: 'PersistentVolumeClaim';
  readonly spec: {
    readonly accessModes: readonly ['ReadWriteOnce'];
    readonly storageClassName?: string;
    readonly resources: { readonly requests: { readonly storage: string } };
  };
}

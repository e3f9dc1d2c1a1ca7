import type { StorageClass } from '../kinds/storage-class.ts';

/** The class that a claim gets when it names none. */
export const defaultStorageClass = 'gp3';

/** CSI driver of EKS's add-on `aws-ebs-csi-driver`. */
export const ebsDriver = 'ebs.csi.aws.com';

/**
 * Encrypted EBS volumes, made in the zone of the pod that mounts them. A volume outlives its claim: whoever deletes a
 * tenant by mistake has lost no data.
 */
export function storageClass(): StorageClass {
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: {
      name: defaultStorageClass,
      annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
    },
    provisioner: ebsDriver,
    parameters: { type: 'gp3', encrypted: 'true' },
    reclaimPolicy: 'Retain',
    volumeBindingMode: 'WaitForFirstConsumer',
    allowVolumeExpansion: true,
  };
}

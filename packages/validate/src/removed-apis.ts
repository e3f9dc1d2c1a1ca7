/** An API version that clusters no longer serve. */
export interface RemovedApi {
  /** Release that removed it. */
  readonly in: string;
  /** What to write instead; undefined when there is no successor. */
  readonly instead?: string;
}

const flux = (release: string, instead: string): RemovedApi => ({ in: `Flux ${release}`, instead });
const kubernetes = (release: string, instead?: string): RemovedApi => ({
  in: `Kubernetes ${release}`,
  ...(instead === undefined ? {} : { instead }),
});

/**
 * API versions that Flux 2.9 and Kubernetes 1.34 do not serve any more, by `group/version` or `group/version kind`.
 *
 * @see https://kubernetes.io/docs/reference/using-api/deprecation-guide/
 */
const removed: Readonly<Record<string, RemovedApi>> = {
  'source.toolkit.fluxcd.io/v1beta1': flux('2.7', 'source.toolkit.fluxcd.io/v1'),
  'source.toolkit.fluxcd.io/v1beta2': flux('2.8', 'source.toolkit.fluxcd.io/v1'),
  'kustomize.toolkit.fluxcd.io/v1beta1': flux('2.7', 'kustomize.toolkit.fluxcd.io/v1'),
  'kustomize.toolkit.fluxcd.io/v1beta2': flux('2.8', 'kustomize.toolkit.fluxcd.io/v1'),
  'helm.toolkit.fluxcd.io/v2beta1': flux('2.7', 'helm.toolkit.fluxcd.io/v2'),
  'helm.toolkit.fluxcd.io/v2beta2': flux('2.8', 'helm.toolkit.fluxcd.io/v2'),
  'image.toolkit.fluxcd.io/v1alpha1': flux('2.0', 'image.toolkit.fluxcd.io/v1'),
  'image.toolkit.fluxcd.io/v1alpha2': flux('2.0', 'image.toolkit.fluxcd.io/v1'),
  'image.toolkit.fluxcd.io/v1beta1': flux('2.7', 'image.toolkit.fluxcd.io/v1'),
  'image.toolkit.fluxcd.io/v1beta2': flux('2.9', 'image.toolkit.fluxcd.io/v1'),
  'notification.toolkit.fluxcd.io/v1beta1': flux(
    '2.7',
    'notification.toolkit.fluxcd.io/v1beta3, Receiver v1',
  ),
  'notification.toolkit.fluxcd.io/v1beta2': flux(
    '2.9',
    'notification.toolkit.fluxcd.io/v1beta3, Receiver v1',
  ),
  'external-secrets.io/v1alpha1': { in: 'External Secrets 0.17', instead: 'external-secrets.io/v1' },
  'external-secrets.io/v1beta1': { in: 'External Secrets 0.17', instead: 'external-secrets.io/v1' },
  'extensions/v1beta1': kubernetes('1.22', 'apps/v1 or networking.k8s.io/v1'),
  'apps/v1beta1': kubernetes('1.16', 'apps/v1'),
  'apps/v1beta2': kubernetes('1.16', 'apps/v1'),
  'batch/v1beta1': kubernetes('1.25', 'batch/v1'),
  'autoscaling/v2beta1': kubernetes('1.25', 'autoscaling/v2'),
  'autoscaling/v2beta2': kubernetes('1.26', 'autoscaling/v2'),
  'policy/v1beta1 PodDisruptionBudget': kubernetes('1.25', 'policy/v1'),
  'policy/v1beta1 PodSecurityPolicy': kubernetes('1.25'),
  'networking.k8s.io/v1beta1 Ingress': kubernetes('1.22', 'networking.k8s.io/v1'),
  'networking.k8s.io/v1beta1 IngressClass': kubernetes('1.22', 'networking.k8s.io/v1'),
  'rbac.authorization.k8s.io/v1alpha1': kubernetes('1.22', 'rbac.authorization.k8s.io/v1'),
  'rbac.authorization.k8s.io/v1beta1': kubernetes('1.22', 'rbac.authorization.k8s.io/v1'),
  'admissionregistration.k8s.io/v1beta1 MutatingWebhookConfiguration': kubernetes(
    '1.22',
    'admissionregistration.k8s.io/v1',
  ),
  'admissionregistration.k8s.io/v1beta1 ValidatingWebhookConfiguration': kubernetes(
    '1.22',
    'admissionregistration.k8s.io/v1',
  ),
  'apiextensions.k8s.io/v1beta1': kubernetes('1.22', 'apiextensions.k8s.io/v1'),
  'apiregistration.k8s.io/v1beta1': kubernetes('1.22', 'apiregistration.k8s.io/v1'),
  'certificates.k8s.io/v1beta1 CertificateSigningRequest': kubernetes('1.22', 'certificates.k8s.io/v1'),
  'coordination.k8s.io/v1beta1 Lease': kubernetes('1.22', 'coordination.k8s.io/v1'),
  'discovery.k8s.io/v1beta1': kubernetes('1.25', 'discovery.k8s.io/v1'),
  'events.k8s.io/v1beta1': kubernetes('1.25', 'events.k8s.io/v1'),
  'node.k8s.io/v1beta1': kubernetes('1.25', 'node.k8s.io/v1'),
  'scheduling.k8s.io/v1beta1': kubernetes('1.22', 'scheduling.k8s.io/v1'),
  'storage.k8s.io/v1beta1 CSIDriver': kubernetes('1.22', 'storage.k8s.io/v1'),
  'storage.k8s.io/v1beta1 CSINode': kubernetes('1.22', 'storage.k8s.io/v1'),
  'storage.k8s.io/v1beta1 StorageClass': kubernetes('1.22', 'storage.k8s.io/v1'),
  'storage.k8s.io/v1beta1 VolumeAttachment': kubernetes('1.22', 'storage.k8s.io/v1'),
  'storage.k8s.io/v1beta1 CSIStorageCapacity': kubernetes('1.27', 'storage.k8s.io/v1'),
  'flowcontrol.apiserver.k8s.io/v1beta1': kubernetes('1.26', 'flowcontrol.apiserver.k8s.io/v1'),
  'flowcontrol.apiserver.k8s.io/v1beta2': kubernetes('1.29', 'flowcontrol.apiserver.k8s.io/v1'),
  'flowcontrol.apiserver.k8s.io/v1beta3': kubernetes('1.32', 'flowcontrol.apiserver.k8s.io/v1'),
};

/** When an API version was removed; undefined when it is still served, or was never known. */
export function removedApi(apiVersion: string, kind: string): RemovedApi | undefined {
  return removed[apiVersion] ?? removed[`${apiVersion} ${kind}`];
}

import type { ObjectName } from './live-object.ts';

type Namer = (namespace: string, name: string) => ObjectName;

function namer(apiVersion: string, kind: string): Namer {
  return (namespace, name) => ({ apiVersion, kind, namespace, name });
}

/** Versions and kinds that are asked for, so that each stands at one place. */
export const kinds = {
  deployment: namer('apps/v1', 'Deployment'),
  service: namer('v1', 'Service'),
  configMap: namer('v1', 'ConfigMap'),
  secret: namer('v1', 'Secret'),
  kustomization: namer('kustomize.toolkit.fluxcd.io/v1', 'Kustomization'),
  gitRepository: namer('source.toolkit.fluxcd.io/v1', 'GitRepository'),
  ociRepository: namer('source.toolkit.fluxcd.io/v1', 'OCIRepository'),
  helmRelease: namer('helm.toolkit.fluxcd.io/v2', 'HelmRelease'),
  imageRepository: namer('image.toolkit.fluxcd.io/v1', 'ImageRepository'),
  imagePolicy: namer('image.toolkit.fluxcd.io/v1', 'ImagePolicy'),
  imageUpdateAutomation: namer('image.toolkit.fluxcd.io/v1', 'ImageUpdateAutomation'),
  receiver: namer('notification.toolkit.fluxcd.io/v1', 'Receiver'),
  fluxInstance: namer('fluxcd.controlplane.io/v1', 'FluxInstance'),
} as const satisfies Readonly<Record<string, Namer>>;

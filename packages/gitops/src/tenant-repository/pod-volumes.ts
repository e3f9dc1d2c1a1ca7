import { claimName, type Container, type Volume } from '@tideway/model';
import type { PodVolume } from '../kinds/deployment.ts';
import type { PersistentVolumeClaim } from '../kinds/persistent-volume-claim.ts';

/** The volumes of a pod: of its main container and of those beside it, each name once. */
export function podVolumes(main: readonly Volume[], sidecars: readonly Container[]): readonly Volume[] {
  if (sidecars.length === 0) return main;
  const volumes = new Map<string, Volume>();
  for (const volume of [...main, ...sidecars.flatMap((sidecar) => sidecar.volumes)]) {
    if (!volumes.has(volume.name)) volumes.set(volume.name, volume);
  }
  return [...volumes.values()];
}

/** A volume as the pod lists it. */
export function podVolume(service: string, volume: Volume): PodVolume {
  const { name } = volume;
  switch (volume.kind) {
    case 'memory':
      return { name, emptyDir: { medium: 'Memory', sizeLimit: volume.size } };
    case 'disk':
      return { name, emptyDir: { sizeLimit: volume.size } };
    case 'persistent':
      return { name, persistentVolumeClaim: { claimName: claimName(service, name) } };
  }
}

/** Whether a pod keeps data, so that two of them must never run at once. */
export function keepsData(volumes: readonly Volume[]): boolean {
  return volumes.some((volume) => volume.kind === 'persistent');
}

/**
 * The claims behind the persistent volumes of a pod. They stand in the overlays, each with its own size, and not in
 * the base: kustomize 5.5 crashes when an overlay takes two objects of the base away.
 */
export function volumeClaims(service: string, volumes: readonly Volume[]): readonly PersistentVolumeClaim[] {
  return volumes.filter(({ kind }) => kind === 'persistent').map((volume) => volumeClaim(service, volume));
}

function volumeClaim(service: string, volume: Volume): PersistentVolumeClaim {
  const { storageClass } = volume;
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      name: claimName(service, volume.name),
      labels: { name: service },
      // Data outlives a service that is taken out of the model by mistake.
      annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' },
    },
    spec: {
      accessModes: ['ReadWriteOnce'],
      ...(storageClass !== undefined && { storageClassName: storageClass }),
      resources: { requests: { storage: volume.size } },
    },
  };
}

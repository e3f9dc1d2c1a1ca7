import type { Volume } from '@tideway/model';
import { mergePatch } from './merge-patch.ts';
import { podVolume, volumeClaim } from './pod-volumes.ts';
import { isSame } from './same.ts';

/** What an environment changes of a pod's volumes; it changes and adds volumes, but never takes one away. */
export interface VolumeChanges {
  /** Strategic merge patches of the pod's volumes. */
  readonly volumes: readonly object[];
  /** Claims that the base does not have. */
  readonly newClaims: readonly object[];
  /** Strategic merge patches of the base's claims, removals among them. */
  readonly claims: readonly object[];
}

/** Compares the volumes of a pod in the base with those in an environment. */
export function volumeChanges(
  service: string,
  base: readonly Volume[],
  wanted: readonly Volume[],
): VolumeChanges {
  const before = new Map(base.map((volume) => [volume.name, volume]));
  const changes = wanted
    .map((after) => ({ before: before.get(after.name), after }))
    .filter((change) => !isSame(change.before, change.after));
  return {
    volumes: changes.flatMap((change) => volumePatch(service, change)),
    newClaims: changes
      .filter(({ before, after }) => after.kind === 'persistent' && before?.kind !== 'persistent')
      .map(({ after }) => volumeClaim(service, after)),
    claims: changes.flatMap((change) => claimPatch(service, change)),
  };
}

/** Strategic merge patches of where the main container mounts its volumes. */
export function mountPatches(base: readonly Volume[], wanted: readonly Volume[]): readonly object[] {
  const mounted = new Map(base.map(({ mountPath, name }) => [mountPath, name]));
  const kept = new Set(wanted.map(({ mountPath }) => mountPath));
  return [
    ...base
      .filter(({ mountPath }) => !kept.has(mountPath))
      .map(({ mountPath }) => ({ $patch: 'delete', mountPath })),
    ...wanted
      .filter(({ mountPath, name }) => mounted.get(mountPath) !== name)
      .map(({ name, mountPath }) => ({ name, mountPath })),
  ];
}

interface VolumeChange {
  readonly before: Volume | undefined;
  readonly after: Volume;
}

function volumePatch(service: string, { before, after }: VolumeChange): readonly object[] {
  const wanted = podVolume(service, after);
  if (before === undefined) return [wanted];
  const former = podVolume(service, before);
  // A volume has one source; unless it is set to null, the former one would stay beside the new one.
  return isSame(former, wanted) ? [] : [{ name: after.name, ...mergePatch(former, wanted) }];
}

function claimPatch(service: string, { before, after }: VolumeChange): readonly object[] {
  if (before?.kind !== 'persistent') return [];
  const former = volumeClaim(service, before);
  const identity = {
    apiVersion: former.apiVersion,
    kind: former.kind,
    metadata: { name: former.metadata.name },
  };
  if (after.kind !== 'persistent') return [{ $patch: 'delete', ...identity }];
  const { spec } = volumeClaim(service, after);
  return isSame(former.spec, spec) ? [] : [{ ...identity, spec: mergePatch(former.spec, spec) }];
}

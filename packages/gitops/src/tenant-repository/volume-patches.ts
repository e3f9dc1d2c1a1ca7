import type { Volume } from '@tideway/model';
import { mergePatch } from './merge-patch.ts';
import { podVolume, volumeClaim } from './pod-volumes.ts';
import { isSame } from './same.ts';

/** Strategic merge patches of a pod's volumes. */
export function volumePatches(
  service: string,
  base: readonly Volume[],
  wanted: readonly Volume[],
): readonly object[] {
  const changed = wanted.flatMap((volume): readonly object[] => {
    const former = base.find(({ name }) => name === volume.name);
    const after = podVolume(service, volume);
    if (former === undefined) return [after];
    const before = podVolume(service, former);
    // A volume has one source; without its removal the former one would stay beside the new one.
    return isSame(before, after) ? [] : [mergePatch(before, after)];
  });
  return [...gone(base, wanted, 'name').map((name) => ({ $patch: 'delete', name })), ...changed];
}

/** Strategic merge patches of where the main container mounts its volumes. */
export function mountPatches(base: readonly Volume[], wanted: readonly Volume[]): readonly object[] {
  const mounted = new Map(base.map(({ mountPath, name }) => [mountPath, name]));
  return [
    ...gone(base, wanted, 'mountPath').map((mountPath) => ({ $patch: 'delete', mountPath })),
    ...wanted
      .filter(({ mountPath, name }) => mounted.get(mountPath) !== name)
      .map(({ name, mountPath }) => ({ mountPath, name })),
  ];
}

/** Strategic merge patches of the claims that the base has. */
export function claimPatches(
  service: string,
  base: readonly Volume[],
  wanted: readonly Volume[],
): readonly object[] {
  return base.flatMap((former): readonly object[] => {
    if (former.kind !== 'persistent') return [];
    const volume = wanted.find(({ name }) => name === former.name);
    const { apiVersion, kind, metadata, spec } = volumeClaim(service, volume ?? former);
    const identity = { apiVersion, kind, metadata: { name: metadata.name } };
    if (volume?.kind !== 'persistent') return [{ $patch: 'delete', ...identity }];
    const formerSpec = volumeClaim(service, former).spec;
    return isSame(formerSpec, spec) ? [] : [{ ...identity, spec: mergePatch(formerSpec, spec) }];
  });
}

function gone(
  base: readonly Volume[],
  wanted: readonly Volume[],
  key: 'name' | 'mountPath',
): readonly string[] {
  const kept = new Set(wanted.map((volume) => volume[key]));
  return base.map((volume) => volume[key]).filter((value) => !kept.has(value));
}

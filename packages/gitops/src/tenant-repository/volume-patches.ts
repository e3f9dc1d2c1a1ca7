import type { Volume } from '@tideway/model';
import { mergePatch } from './merge-patch.ts';
import { podVolume } from './pod-volumes.ts';
import { isSame } from './same.ts';

/** Strategic merge patches of a pod's volumes; an environment changes and adds volumes, but never takes one away. */
export function volumePatches(
  service: string,
  base: readonly Volume[],
  wanted: readonly Volume[],
): readonly object[] {
  const before = new Map(base.map((volume) => [volume.name, volume]));
  return wanted.flatMap((volume): readonly object[] => {
    const after = podVolume(service, volume);
    const former = before.get(volume.name);
    if (former === undefined) return [after];
    const source = podVolume(service, former);
    // A volume has one source; unless it is set to null, the former one would stay beside the new one.
    return isSame(source, after) ? [] : [mergePatch(source, after)];
  });
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

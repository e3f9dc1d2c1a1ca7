import type { Platform } from '@tideway/model';

/**
 * The cluster that is rehearsed: the first one of an environment whose images the robot updates, as the loop goes
 * through it.
 */
export function firstCluster(platform: Platform): string {
  const all = Object.values(platform.clusters);
  const automated = all.find(({ environment }) => platform.environments[environment]?.images === 'automated');
  const first = automated ?? all[0];
  if (!first) throw new Error('The platform has no cluster to rehearse.');
  return first.name;
}

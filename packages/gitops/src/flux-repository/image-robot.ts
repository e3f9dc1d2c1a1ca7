import type { Cluster, Platform } from '@tideway/model';

/**
 * Whether a cluster may run the image robot where its environment has one: several clusters of an automated environment
 * share an overlay, and two robots on it would race for the same line.
 */
export function runsImageRobot(platform: Platform, cluster: Cluster): boolean {
  if (platform.environments[cluster.environment]?.images !== 'automated') return true;
  const first = Object.values(platform.clusters).find(
    ({ environment }) => environment === cluster.environment,
  );
  return first?.name === cluster.name;
}

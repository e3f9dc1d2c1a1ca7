import type { Cluster, Platform } from '@tideway/model';
import { partition } from '../iam/arns.ts';

/** Event bus that takes the push events of a platform which is at another place than the cluster. */
export function eventBusName(platform: Platform, cluster: Cluster): string {
  return `${platform.name}-${cluster.name}`;
}

/** ARN of {@link eventBusName}. */
export function eventBusArn(platform: Platform, cluster: Cluster): string {
  const { account, region } = cluster.aws;
  return `arn:${partition(cluster.aws)}:events:${region}:${account}:event-bus/${eventBusName(platform, cluster)}`;
}

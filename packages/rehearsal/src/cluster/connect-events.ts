import type { SiteAws } from '../site/local-aws.ts';
import { eventTargets } from './event-targets.ts';
import type { RehearsedCluster } from './rehearsed-cluster.ts';

/** Has push events of CodeCommit and ECR sent to the Receivers of a cluster. @returns how many ways there are */
export async function connectEvents(cluster: RehearsedCluster, aws: SiteAws): Promise<number> {
  const targets = await eventTargets(cluster.api, cluster.flux.receivers);
  await aws.tell(targets);
  return targets.length;
}

import type { EventSubscriber } from '@tideway/local-aws';
import type { SiteAws } from '../site/local-aws.ts';
import { eventTargets } from './event-targets.ts';
import type { RehearsedCluster } from './rehearsed-cluster.ts';

/**
 * Has push events of CodeCommit and ECR sent to the Receivers of a cluster.
 *
 * @param only - the one service whose events are sent. @default both
 * @returns how many ways there are
 */
export async function connectEvents(
  cluster: RehearsedCluster,
  aws: SiteAws,
  only?: EventSubscriber['source'],
): Promise<number> {
  const all = await eventTargets(cluster.api, cluster.flux.receivers);
  const targets = all.filter(({ source }) => only === undefined || source === only);
  await aws.tell(targets);
  return targets.length;
}

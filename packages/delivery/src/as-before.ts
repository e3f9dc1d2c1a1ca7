import type { Attempt } from './complete.ts';
import type { DeliverOptions } from './deliver.ts';
import type { RemoteHeads } from './look.ts';
import { deliveryBranch, generatedBranch } from './remote.ts';
import type { DeliveryState } from './state.ts';

/** Whether the branches of a remote are where the last delivery from here left them. */
export function isWhereItWas(state: DeliveryState | undefined, { heads }: RemoteHeads): boolean {
  if (state === undefined) return false;
  const { branch, head, tip, proposal } = state;
  const proposed = proposal === undefined || heads.get(deliveryBranch) === proposal.commit;
  return heads.get(branch) === head && heads.get(generatedBranch) === tip && proposed;
}

/**
 * What there is to say if the remote is where the last delivery left it; nothing when something is to be done.
 *
 * @param tree Git's id of the generated tree
 */
export function asBefore(state: DeliveryState, tree: string, options: DeliverOptions): Attempt | undefined {
  const { held, ownership, head, proposal } = state;
  if ((options.take?.length ?? 0) > 0 || options.dryRun === true) return undefined;
  const done = { changes: [], held, ownership, before: head, pushed: false } as const;
  if (options.via !== 'pull-request') {
    if (state.tree !== tree) return undefined;
    return { ...done, outcome: held.length > 0 ? 'held' : 'unchanged', after: head };
  }
  if (proposal?.tree !== tree) return undefined;
  const { commit, pullRequest } = proposal;
  return { ...done, outcome: held.length > 0 ? 'held' : 'proposed', after: commit, pullRequest };
}

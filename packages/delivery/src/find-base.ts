import { history, newestDelivery, type HistoryCommit } from './base.ts';
import { DeliveryError } from './error.ts';
import type { Connection } from './look.ts';
import type { DeliveryState } from './state.ts';

/** What history says about earlier deliveries. */
export interface Base {
  /** Commit of the raw generator output that the branch holds. @default nothing was delivered */
  readonly generated?: string;
}

/** Where to look for the base. */
export interface FindBaseOptions {
  readonly connection: Connection;
  readonly head: string;
  readonly state: DeliveryState | undefined;
  /** Whether a person has agreed to go on with a rewritten history. */
  readonly rewrittenIsFine: boolean;
}

/**
 * Finds what the generator gave at the delivery that a branch holds.
 *
 * @throws {DeliveryError} `history-rewritten` when the branch no longer holds a delivery that it once had
 */
export async function findBase(options: FindBaseOptions): Promise<Base> {
  const { connection, head, state, rewrittenIsFine } = options;
  const { mirror, signal, remote } = connection;
  if (state?.head === head) return { generated: state.generated };
  if (state !== undefined) {
    const since = await history({
      mirror,
      range: `${state.head}...${head}`,
      ...(signal && { signal }),
    }).catch(() => undefined);
    const rewritten = since === undefined || since.some(({ side }) => side === '<');
    if (!rewritten) return { generated: newestDelivery(since)?.generated ?? state.generated };
    if (!rewrittenIsFine) throw historyRewritten(remote.url, remote.branch, state.head);
  }
  const all = await history({ mirror, range: head, deliveriesOnly: true, ...(signal && { signal }) });
  const found: HistoryCommit | undefined = newestDelivery(all);
  return found?.generated === undefined ? {} : { generated: found.generated };
}

function historyRewritten(url: string, branch: string, lost: string): DeliveryError {
  return new DeliveryError({
    code: 'history-rewritten',
    message: `Branch ${branch} of ${url} no longer holds commit ${lost}, which it had at the last delivery: somebody rewrote its history.`,
    next: 'Bring that commit back, or go on with what is there: --adopt repository keeps it, --adopt generated replaces it.',
  });
}

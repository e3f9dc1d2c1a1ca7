import { history, isUnknownCommit, newestDelivery, type HistoryCommit } from './history.ts';
import { DeliveryError } from './error.ts';
import { isMerged, wasMerged } from './is-merged.ts';
import type { Connection } from './look.ts';
import type { ObjectReader } from './object-reader.ts';
import { generatedBranch } from './remote.ts';
import type { DeliveryState } from './state.ts';

/** Where to look for the base. */
export interface FindBaseOptions {
  readonly connection: Connection;
  /** Head of the branch that is delivered to. */
  readonly head: string;
  /** Head of the branch that keeps copies of the generator's output. */
  readonly tip: string | undefined;
  readonly state: DeliveryState | undefined;
  readonly reader: ObjectReader;
  /** Whether a person has agreed to go on with a rewritten history. */
  readonly rewrittenIsFine: boolean;
}

/**
 * Finds the commit with what the generator gave at the newest delivery that a branch holds.
 *
 * It is a parent of the delivery commit. Where a squash dropped that commit, the copy on its own branch helps: by the
 * trailer that the squashed commit kept, or because the branch has what the copy has.
 *
 * @returns none when nothing was ever delivered
 * @throws {DeliveryError} `history-rewritten` when the branch lost a delivery that it once had
 */
export async function findBase(options: FindBaseOptions): Promise<string | undefined> {
  const { connection, head, tip, state, rewrittenIsFine } = options;
  if (state !== undefined && state.head === head) return state.generated;
  const { mirror, signal, remote } = connection;
  const walk = { mirror, ...(signal && { signal }) };
  const since = state === undefined ? undefined : await sinceLastTime(state.head, head, walk);
  if (since === 'rewritten' && !rewrittenIsFine)
    throw rewritten(remote.url, remote.branch, state?.head ?? '');
  const commits =
    since === undefined || since === 'rewritten'
      ? await history({ ...walk, range: [head], deliveriesOnly: true })
      : since;
  const remembered = since === undefined || since === 'rewritten' ? undefined : state?.generated;
  const parent = newestDelivery(commits, new Set()) ?? remembered;
  if (tip === undefined || tip === parent) return parent;
  const copies = await history({ ...walk, range: [tip] });
  const delivered = newestDelivery(commits, new Set(copies.map(({ id }) => id))) ?? remembered;
  // Copies that no delivery of this branch has led to.
  const ahead = await history({
    ...walk,
    range: [tip, '--not', head, ...(delivered === undefined ? [] : [delivered])],
  });
  for (const copy of ahead) {
    const merge = { reader: options.reader, head, copy: copy.id, before: delivered ?? copy.parents[0] };
    if (await isMerged(merge)) return copy.id;
    const { onto } = copy;
    if (onto !== undefined && (await wasMerged({ ...merge, ...walk, onto }))) return copy.id;
  }
  const lost = ahead.find(({ proposed }) => !proposed);
  if (lost !== undefined && !rewrittenIsFine) throw rewritten(remote.url, remote.branch, lost.id);
  return delivered;
}

async function sinceLastTime(
  before: string,
  head: string,
  walk: { readonly mirror: string; readonly signal?: AbortSignal },
): Promise<readonly HistoryCommit[] | 'rewritten'> {
  try {
    const commits = await history({ ...walk, range: [`${before}...${head}`] });
    return commits.some(({ side }) => side === '<') ? 'rewritten' : commits;
  } catch (error) {
    // The whole branch was fetched: a commit that is not in the mirror is not in its history.
    if (isUnknownCommit(error)) return 'rewritten';
    throw error;
  }
}

function rewritten(url: string, branch: string, lost: string): DeliveryError {
  return new DeliveryError({
    code: 'history-rewritten',
    message: `Branch ${branch} of ${url} lost what was delivered to it (${lost}): its history was rewritten, or it is not the branch that ${generatedBranch} belongs to.`,
    next: 'Bring that history back, or go on with what is there: --adopt repository keeps it, --adopt generated replaces it.',
  });
}

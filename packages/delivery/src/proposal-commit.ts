import { writeCommit } from './fast-import.ts';
import { history } from './history.ts';
import { mergeReview } from './merge-review.ts';
import type { ObjectReader } from './object-reader.ts';
import { signatureOf, type Prepared, type Work } from './prepare.ts';
import { deliveryBranch } from './remote.ts';
import type { WrittenCommits } from './write-commits.ts';

/** What the branch of the pull request becomes. */
export type ProposalCommit =
  | { readonly kind: 'new'; readonly commit: string }
  /** It already proposes this. */
  | { readonly kind: 'same'; readonly commit: string }
  /** Commits of reviewers change the same places. */
  | { readonly kind: 'conflict'; readonly paths: readonly string[] }
  /** The branch has commits, and none of them is a delivery. */
  | { readonly kind: 'foreign'; readonly commit: string };

/**
 * Puts a delivery on top of what the branch of the pull request has: its history only grows, and what reviewers
 * committed to it stays.
 */
export async function proposalCommit(
  { folders, options }: Work,
  { inspection }: Prepared,
  written: WrittenCommits,
): Promise<ProposalCommit> {
  const { mirror } = folders;
  const { signal } = options;
  const { head, heads, reader } = inspection;
  const former = heads.get(deliveryBranch);
  if (former === undefined || head === undefined) return { kind: 'new', commit: written.delivery };
  const waiting = await history({ mirror, range: [former, '--not', head], ...(signal && { signal }) });
  if (waiting.length === 0) return { kind: 'new', commit: written.delivery };
  const proposed = waiting.find(
    ({ generated, parents }) => generated !== undefined && parents.includes(generated),
  );
  if (proposed?.generated === undefined) return { kind: 'foreign', commit: former };
  const [tree, output] = [await treeOf(reader, written.delivery), await treeOf(reader, written.generated)];
  const upToDate =
    proposed.parents[0] === head &&
    (await treeOf(reader, proposed.id)) === tree &&
    (await treeOf(reader, proposed.generated)) === output;
  if (upToDate) return { kind: 'same', commit: former };
  const signature = signatureOf(options);
  const next =
    proposed.id === former
      ? { tree }
      : await mergeReview({ mirror, signature, tree, proposed: proposed.id, reviewed: former, signal });
  if ('paths' in next) return { kind: 'conflict', paths: next.paths };
  const commit = await writeCommit(mirror, signature, signal, {
    ref: 'refs/tideway/proposed',
    parents: [head, written.generated, former],
    message: written.message,
    from: { tree: next.tree },
  });
  return { kind: 'new', commit };
}

async function treeOf(reader: ObjectReader, commit: string): Promise<string> {
  const [object] = await reader.read([`${commit}^{tree}`]);
  return object?.id ?? '';
}

import { writeCommit, type Signature } from './fast-import.ts';
import { runGit } from './git.ts';
import { MirrorBroken } from './mirror.ts';

/** A proposal that reviewers have committed to, and the proposal that is to take its place. */
export interface MergeReviewOptions {
  readonly mirror: string;
  readonly signature: Signature;
  /** Tree of the new proposal. */
  readonly tree: string;
  /** Commit of the former proposal. */
  readonly proposed: string;
  /** Head of its branch, with the reviewers' commits. */
  readonly reviewed: string;
  readonly signal: AbortSignal | undefined;
}

/** The merged tree, or the paths that both sides changed. */
export type ReviewMerge = { readonly tree: string } | { readonly paths: readonly string[] };

/**
 * Brings reviewers' commits and a new proposal together, by git's own merge on trees.
 *
 * @throws {MirrorBroken} when git can't merge them at all
 */
export async function mergeReview(options: MergeReviewOptions): Promise<ReviewMerge> {
  const { mirror, signature, tree, proposed, reviewed, signal } = options;
  // As a child of the former proposal, the new one has that as the base that both sides come from.
  const next = await writeCommit(mirror, signature, signal, {
    ref: 'refs/tideway/review',
    parents: [proposed],
    message: 'New proposal\n',
    from: { tree },
  });
  const result = await runGit({
    gitDirectory: mirror,
    arguments: ['merge-tree', '--write-tree', '--name-only', '--no-messages', '-z', next, reviewed],
    ...(signal && { signal }),
  });
  const [merged = '', ...paths] = result.stdout
    .toString('utf8')
    .split('\0')
    .filter((part) => part !== '');
  if (result.code === 0) return { tree: merged };
  if (result.code === 1) return { paths };
  throw new MirrorBroken(result.stderr);
}

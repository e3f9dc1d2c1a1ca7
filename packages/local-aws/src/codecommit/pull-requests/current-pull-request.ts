import type { CodeCommitContext } from '../context.ts';
import { mergeBase } from '../merge/merge-tree.ts';
import { Repository } from '../repository.ts';
import type { MergeRecord, PullRequest } from './pull-request.ts';
import { PullRequestStore } from './pull-request-store.ts';

/**
 * A pull request with its branches as they stand now, as long as it is open.
 *
 * @throws AwsException if there is none of that number.
 */
export async function currentPullRequest(context: CodeCommitContext, id: string): Promise<PullRequest> {
  const store = new PullRequestStore(context);
  const kept = await store.get(id);
  if (kept.status === 'CLOSED') return kept;
  const repository = await Repository.open(context, kept.repository);
  const [source, destination] = await Promise.all([
    repository.findBranch(kept.source),
    repository.findBranch(kept.destination),
  ]);
  // The process may have ended between the merge itself and its record.
  if (kept.merging && destination && (await contains(repository, destination, kept.merging.commit))) {
    return await closeMerged(store, kept, kept.merging);
  }
  const sourceCommit = source ?? kept.sourceCommit;
  const destinationCommit = destination ?? kept.destinationCommit;
  if (sourceCommit === kept.sourceCommit && destinationCommit === kept.destinationCommit) return kept;
  const base = await mergeBase(repository, destinationCommit, sourceCommit);
  return { ...kept, sourceCommit, destinationCommit, mergeBase: base };
}

/** Records that a pull request has been merged. */
export async function closeMerged(
  store: PullRequestStore,
  request: PullRequest,
  merged: MergeRecord,
): Promise<PullRequest> {
  const closed: PullRequest = {
    ...request,
    merging: undefined,
    status: 'CLOSED',
    lastActivity: Date.now(),
    merged,
  };
  await store.put(closed);
  return closed;
}

async function contains(repository: Repository, tip: string, commit: string): Promise<boolean> {
  // A merge that never came about may have left no commit at all: git then ends with 128.
  const { code } = await repository.git(['merge-base', '--is-ancestor', commit, tip], {
    expected: [0, 1, 128],
  });
  return code === 0;
}

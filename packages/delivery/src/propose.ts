import { subjectOf } from './commit-message.ts';
import type { Attempt } from './complete.ts';
import { wayOut } from './decision.ts';
import type { HeldItem } from './delivery.ts';
import { DeliveryError } from './error.ts';
import { trackingRef, writeRef } from './mirror.ts';
import type { Prepared, Work } from './prepare.ts';
import { proposalCommit } from './proposal-commit.ts';
import { codeCommitPullRequests, type PullRequest } from './pull-requests.ts';
import { push } from './push.ts';
import { deliveryBranch, generatedBranch } from './remote.ts';
import { writeState } from './state.ts';
import { messageOptions } from './write-commits.ts';

/** Pushes what lies ready to a branch of its own, and asks for it by a pull request. */
export async function propose(
  work: Work,
  prepared: Prepared,
  onPush: () => void,
): Promise<Attempt | 'outrun'> {
  const { options, folders, connection, generated } = work;
  const { inspection, plan, written } = prepared;
  const { head, heads, base } = inspection;
  const { changes, held, ownership } = plan;
  const done = { changes, held, ownership, ...(head !== undefined && { before: head }) };
  if (options.dryRun === true) return { ...done, outcome: 'planned', pushed: false };
  if (head === undefined)
    throw refused(
      work,
      'is empty, and a pull request needs something to compare with',
      'Deliver the first time without --via pull-request.',
    );
  if (written === undefined) {
    return { ...done, outcome: held.length > 0 ? 'held' : 'unchanged', after: head, pushed: false };
  }
  const next = await proposalCommit(work, prepared, written);
  if (next.kind === 'foreign') {
    throw refused(
      work,
      `has a branch ${deliveryBranch} that is not Tideway's (${next.commit})`,
      'Rename that branch or remove it.',
    );
  }
  if (next.kind === 'conflict') {
    const items = next.paths.map(reviewItem);
    return { ...done, changes: [], held: [...held, ...items], outcome: 'held', after: head, pushed: false };
  }
  const tip = heads.get(generatedBranch);
  const former = heads.get(deliveryBranch);
  let newTip = tip;
  if (next.kind === 'new') {
    await options.after;
    onPush();
    const verdict = await push(
      connection,
      [
        { branch: deliveryBranch, commit: next.commit, ...(former !== undefined && { expected: former }) },
        { branch: generatedBranch, commit: written.generated, ...(tip !== undefined && { expected: tip }) },
      ],
      inspection.atomic,
    );
    if (verdict.kind === 'outrun') return 'outrun';
    if (verdict.branches.has(generatedBranch)) newTip = written.generated;
    await writeRef(folders.mirror, trackingRef(deliveryBranch), next.commit);
    if (newTip !== undefined) await writeRef(folders.mirror, trackingRef(generatedBranch), newTip);
  }
  const pullRequest = await openPullRequest(work, prepared);
  await writeState(folders.state, {
    format: 1,
    url: options.remote.url,
    branch: options.remote.branch,
    head,
    ...(base !== undefined && { generated: base }),
    ...(newTip !== undefined && { tip: newTip }),
    held,
    ownership,
    proposal: { commit: next.commit, tree: generated.id, pullRequest },
  });
  const outcome = held.length > 0 ? 'held' : 'proposed';
  return { ...done, outcome, after: next.commit, pushed: next.kind === 'new', pullRequest };
}

async function openPullRequest({ options }: Work, { plan }: Prepared): Promise<PullRequest> {
  const { repository, remote, version, source } = options;
  const service = options.pullRequests ?? (await codeCommitPullRequests(remote));
  const between = { repository, source: deliveryBranch, target: remote.branch };
  const open = await service.find(between);
  if (open !== undefined) return open;
  return service.open({
    ...between,
    title: `Deliver generated files to ${remote.branch}`,
    description: [
      subjectOf(messageOptions({ plan, version, ...(source !== undefined && { source }) })),
      ...(source === undefined ? [] : [`Generated from ${source}.`]),
      'Every way of merging is fine. Commits to this branch are kept by the next delivery.',
    ].join('\n'),
  });
}

function reviewItem(path: string): HeldItem {
  return {
    path,
    reason: 'lines-changed-on-both-sides',
    detail: `A commit on ${deliveryBranch} and the model change the same lines.`,
    wayOut: `Merge or close the open pull request, or ${wayOut(path, 'changed-in-repository').replace(/^T/, 't')}`,
  };
}

function refused({ options }: Work, why: string, next: string): DeliveryError {
  return new DeliveryError({
    code: 'pull-request-refused',
    message: `No pull request was opened: ${options.remote.url} ${why}.`,
    next,
  });
}

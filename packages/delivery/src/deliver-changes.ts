import { checkTree } from './check-tree.ts';
import { complete, type Attempt } from './complete.ts';
import { Contention } from './contention.ts';
import type { Step } from './delivery.ts';
import { DeliveryError } from './error.ts';
import { requireGit } from './git-version.ts';
import { healing } from './healing.ts';
import { takeLock } from './lock.ts';
import { lookAt, requireBranch, type RemoteHeads } from './look.ts';
import { prepare, type Work } from './prepare.ts';
import { propose } from './propose.ts';
import { readState } from './state.ts';
import { removeLeftovers } from './tidy.ts';
import { workAhead } from './work-ahead.ts';

/** A delivery that has something to do, or can't say yet that it has not. */
export interface DeliverChangesOptions {
  readonly work: Work;
  /** What the remote says, if somebody asked it already. */
  readonly looking: Promise<RemoteHeads> | undefined;
  /** Whether the branch is likely to be where the last delivery left it. */
  readonly sure: boolean;
  /** Whether the generator gives what it gave at the last delivery: then somebody else moved the branch. */
  readonly isKnown: boolean;
  readonly report: (kind: Step['kind'], attempt?: number) => void;
}

/**
 * Plans, merges and pushes, again when somebody else was faster, alone in the folder of this repository.
 *
 * @throws {DeliveryError} when nothing could be delivered; the remote is as it was
 */
export async function deliverChanges(
  options: DeliverChangesOptions,
): Promise<{ readonly attempt: Attempt; readonly attempts: number }> {
  const { work, sure, isKnown, report } = options;
  const { folders, connection, generated } = work;
  const { repository, remote, tree, signal, patience } = work.options;
  let { looking } = options;
  checkTree(tree, generated, repository);
  const release = await takeLock({
    file: folders.lock,
    onWait: () => {
      report('waiting');
    },
    ...(signal && { signal }),
  });
  try {
    await Promise.all([requireGit(remote.environment), removeLeftovers(folders)]);
    let first = 1;
    if (!isKnown) {
      const result = await workAhead(work, sure ? undefined : looking, report);
      if (result === 'outrun') {
        looking = undefined;
        first = 2;
      } else if (result !== undefined) return { attempt: result, attempts: 1 };
    }
    let seen = await (looking ?? lookAt(connection));
    let doubted = false;
    const contention = new Contention({
      remote,
      ...(patience !== undefined && { patience }),
      ...(signal && { signal }),
    });
    for (let attempts = first; ; attempts += 1) {
      requireBranch(remote, seen);
      try {
        const attempt = await attemptOnce(work, seen, attempts > 1, (kind) => {
          report(kind, attempts);
        });
        if (attempt !== 'outrun') return { attempt, attempts };
      } catch (error) {
        // The two branches of somebody else's delivery may have been seen before and after it.
        if (doubted || !(error instanceof DeliveryError) || error.code !== 'history-rewritten') throw error;
        doubted = true;
      }
      report('retrying', attempts);
      const before = seen.heads;
      seen = await contention.wait(attempts, before, () => lookAt(connection));
      contention.look(attempts, before, seen.heads);
    }
  } finally {
    await release();
  }
}

async function attemptOnce(
  work: Work,
  seen: RemoteHeads,
  racing: boolean,
  report: (kind: Step['kind']) => void,
): Promise<Attempt | 'outrun'> {
  const finish = work.options.via === 'pull-request' ? propose : complete;
  return healing(work.folders.mirror, async () => {
    const state = await readState(work.folders.state, work.options.remote);
    const prepared = await prepare({ work, heads: seen.heads, state, report });
    try {
      const onPush = (): void => {
        report('pushing');
      };
      return await finish(work, prepared, onPush, racing);
    } finally {
      await prepared.inspection.reader.close();
    }
  });
}

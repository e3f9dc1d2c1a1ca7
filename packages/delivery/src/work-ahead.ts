import { isWhereItWas } from './as-before.ts';
import { complete, type Attempt } from './complete.ts';
import type { Step } from './delivery.ts';
import { DeliveryError } from './error.ts';
import { lookAt, type RemoteHeads } from './look.ts';
import { MirrorBroken } from './mirror.ts';
import { prepare, type Work } from './prepare.ts';
import { generatedBranch } from './remote.ts';
import { readState } from './state.ts';

/**
 * Most deliveries find the branch where the last one left it. This one is made on that assumption, while the remote is
 * asked, or without asking: a push that is based on something else is refused.
 *
 * @param looking what the remote says, if somebody asked it
 * @returns `outrun` when the branch was elsewhere; nothing when this could not be tried
 */
export async function workAhead(
  work: Work,
  looking: Promise<RemoteHeads> | undefined,
  report: (kind: Step['kind']) => void,
): Promise<Attempt | 'outrun' | undefined> {
  const { options, folders } = work;
  const state = await readState(folders.state, options.remote);
  if (state === undefined || options.via === 'pull-request') return undefined;
  const heads = new Map([[options.remote.branch, state.head]]);
  if (state.tip !== undefined) heads.set(generatedBranch, state.tip);
  try {
    const prepared = await prepare({ work, heads, state, report, onlyMirror: true });
    try {
      // Without a push, nothing has told yet whether the branch is where it was.
      const seen = looking ?? (prepared.written === undefined ? lookAt(work.connection) : undefined);
      if (seen !== undefined && !isWhereItWas(state, await seen))
        return looking === undefined ? 'outrun' : undefined;
      return await complete(work, prepared, () => {
        report('pushing');
      });
    } finally {
      await prepared.inspection.reader.close();
    }
  } catch (error) {
    // What a mirror has not, or what the remembered state led to, is no reason to fail.
    if (error instanceof MirrorBroken || (error instanceof DeliveryError && guesses.has(error.code)))
      return undefined;
    throw error;
  }
}

/** Failures that may come from what was only remembered. */
const guesses: ReadonlySet<string> = new Set(['history-rewritten', 'root-does-not-render', 'unknown-path']);

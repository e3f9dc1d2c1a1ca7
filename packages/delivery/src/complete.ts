import type { Delivery } from './delivery.ts';
import { trackingRef, writeRef } from './mirror.ts';
import type { Prepared, Work } from './prepare.ts';
import { push } from './push.ts';
import { generatedBranch } from './remote.ts';
import { repackSometimes } from './tidy.ts';
import { writeState, type DeliveryState } from './state.ts';

/** What one attempt did. */
export type Attempt = Omit<Delivery, 'repository' | 'branch' | 'attempts' | 'duration'>;

/** Pushes what lies ready, and remembers it; `outrun` when somebody pushed meanwhile. */
export async function complete(
  { options, folders, connection, generated }: Work,
  { inspection, plan, moves, written }: Prepared,
  onPush: () => void,
  racing = false,
): Promise<Attempt | 'outrun'> {
  const { head, base, heads } = inspection;
  const { branch } = options.remote;
  const { changes, held, ownership } = plan;
  const done = { changes, held, ownership, ...(head !== undefined && { before: head }) };
  if (options.dryRun === true) return { ...done, outcome: 'planned', pushed: false };
  const tip = heads.get(generatedBranch);
  const remember = (state: Pick<DeliveryState, 'head' | 'generated' | 'tip' | 'atomic'>): Promise<void> =>
    writeState(folders.state, {
      format: 1,
      url: options.remote.url,
      branch,
      tree: generated.id,
      held,
      ownership,
      ...(inspection.busy && { busy: true }),
      ...state,
    });
  if (written === undefined) {
    if (head === undefined) return { ...done, outcome: 'unchanged', pushed: false };
    await remember({
      head,
      ...(base !== undefined && { generated: base }),
      ...(tip !== undefined && { tip }),
    });
    return { ...done, outcome: held.length > 0 ? 'held' : 'unchanged', after: head, pushed: false };
  }
  await options.after;
  onPush();
  const verdict = await push(
    connection,
    [
      { branch, commit: written.delivery, ...(head !== undefined && { expected: head }) },
      { branch: generatedBranch, commit: written.generated, ...(tip !== undefined && { expected: tip }) },
    ],
    inspection.atomic,
    racing,
  );
  if (verdict.kind === 'outrun') return 'outrun';
  const newTip = verdict.branches.has(generatedBranch) ? written.generated : tip;
  await writeRef(folders.mirror, trackingRef(branch), written.delivery);
  if (newTip !== undefined) await writeRef(folders.mirror, trackingRef(generatedBranch), newTip);
  await remember({
    head: written.delivery,
    generated: written.generated,
    ...(newTip !== undefined && { tip: newTip }),
    ...(!verdict.atomic && { atomic: false }),
  });
  await repackSometimes(folders.mirror, options.signal);
  const after = written.delivery;
  if (verdict.kind === 'there') {
    const outcome = held.length > 0 ? 'held' : 'unchanged';
    return { ...done, changes: [], outcome, before: after, after, pushed: false };
  }
  const outcome = held.length > 0 ? 'held' : head === undefined ? 'created' : moves ? 'updated' : 'recorded';
  return { ...done, outcome, after, pushed: true };
}

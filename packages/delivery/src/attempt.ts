import type { DeliverOptions } from './deliver.ts';
import type { Delivery, Step } from './delivery.ts';
import type { Folders } from './folders.ts';
import type { GeneratedFolder } from './generated-tree.ts';
import { inspect, type Inspection } from './inspect.ts';
import type { Connection, RemoteHeads } from './look.ts';
import { trackingRef, writeRef } from './mirror.ts';
import type { Plan } from './plan.ts';
import { push } from './push.ts';
import { deliveryBranch, generatedBranch } from './remote.ts';
import { settle } from './settle.ts';
import { writeState, type DeliveryState } from './state.ts';
import { generatorChanges, writeCommits } from './write-commits.ts';

/** What one attempt needs. */
export interface AttemptOptions {
  readonly options: DeliverOptions;
  readonly folders: Folders;
  readonly connection: Connection;
  readonly generated: GeneratedFolder;
  readonly seen: RemoteHeads;
  readonly state: DeliveryState | undefined;
  readonly report: (kind: Step['kind']) => void;
}

/** What one attempt did. */
export type Attempt = Omit<Delivery, 'repository' | 'branch' | 'attempts' | 'duration'>;

/** Plans against what is there now, writes and pushes; `outrun` when somebody pushed meanwhile. */
export async function attemptDelivery(attempt: AttemptOptions): Promise<Attempt | 'outrun'> {
  const { options, connection, generated, seen, state, report } = attempt;
  const inspection = await inspect({
    connection,
    generated,
    heads: seen.heads,
    state,
    rewrittenIsFine: options.adopt !== undefined,
    otherBranches: options.via === 'pull-request' ? [deliveryBranch] : [],
    onFetch: () => {
      report('fetching');
    },
  });
  try {
    report('planning');
    const { kustomize } = options;
    const plan = await settle({
      repository: options.repository,
      inspection,
      generated,
      take: new Map(options.take?.map(({ path, side }) => [path, side])),
      temporaryDirectory: attempt.folders.temporary,
      onRender: () => {
        report('rendering');
      },
      ...(options.adopt !== undefined && { adopt: options.adopt }),
      ...(kustomize && {
        kustomize: typeof kustomize === 'function' ? kustomize : () => Promise.resolve(kustomize),
      }),
    });
    return await carryOut(attempt, inspection, plan);
  } finally {
    await inspection.reader.close();
  }
}

async function carryOut(
  attempt: AttemptOptions,
  inspection: Inspection,
  plan: Plan,
): Promise<Attempt | 'outrun'> {
  const { options, folders, connection, generated, report } = attempt;
  const { head, base, heads } = inspection;
  const { branch } = options.remote;
  const { changes, held, ownership } = plan;
  const done = { changes, held, ownership, ...(head !== undefined && { before: head }) };
  if (options.dryRun === true) return { ...done, outcome: 'planned', pushed: false };
  const remember = (at: string, from: string | undefined): Promise<void> =>
    writeState(folders.state, {
      format: 1,
      url: options.remote.url,
      branch,
      head: at,
      ...(from !== undefined && { generated: from }),
      tree: generated.id,
      held,
      ownership,
    });
  const raw = generatorChanges(plan);
  const moves = plan.writes.size + plan.removals.size > 0;
  const records = raw.writes.size + raw.removals.size > 0;
  if (head !== undefined && !moves && !records) {
    await remember(head, base);
    return { ...done, outcome: held.length > 0 ? 'held' : 'unchanged', after: head, pushed: false };
  }
  report('writing');
  const { source, version, signal } = options;
  const written = await writeCommits({
    mirror: folders.mirror,
    inspection,
    plan,
    signature: {
      ...(options.author ?? { name: 'Tideway', email: 'tideway@localhost' }),
      time: Math.floor((options.now ?? Date.now)() / 1000),
    },
    version,
    ...(source !== undefined && { source }),
    ...(signal && { signal }),
  });
  report('pushing');
  const tip = heads.get(generatedBranch);
  const verdict = await push(connection, [
    { branch, commit: written.delivery, ...(head !== undefined && { expected: head }) },
    { branch: generatedBranch, commit: written.generated, ...(tip !== undefined && { expected: tip }) },
  ]);
  if (verdict === 'outrun') return 'outrun';
  await writeRef(folders.mirror, trackingRef(branch), written.delivery);
  await writeRef(folders.mirror, trackingRef(generatedBranch), written.generated);
  await remember(written.delivery, written.generated);
  const outcome = held.length > 0 ? 'held' : head === undefined ? 'created' : moves ? 'updated' : 'recorded';
  return { ...done, outcome, after: written.delivery, pushed: true };
}

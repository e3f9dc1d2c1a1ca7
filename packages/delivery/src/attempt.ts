import { deliveryMessage, generatedMessage, type CommitMessageOptions } from './commit-message.ts';
import type { DeliverOptions } from './deliver.ts';
import type { Delivery, Step } from './delivery.ts';
import { fastImport, ImportStream } from './fast-import.ts';
import { fetchHeads } from './fetch.ts';
import { findBase } from './find-base.ts';
import type { Folders } from './folders.ts';
import type { GeneratedFolder } from './generated-tree.ts';
import type { Connection, RemoteHeads } from './look.ts';
import { trackingRef, writeRef } from './mirror.ts';
import { ObjectReader } from './object-reader.ts';
import { contentsNeeded, plan, type Plan, type PlannedFile } from './plan.ts';
import { push } from './push.ts';
import { generatedBranch } from './remote.ts';
import { writeState, type DeliveryState } from './state.ts';
import { walkTrees, type Candidate } from './tree-walk.ts';

/** What one attempt needs. */
export interface AttemptOptions {
  readonly options: DeliverOptions;
  readonly folders: Folders;
  readonly connection: Connection;
  readonly generated: GeneratedFolder;
  readonly seen: RemoteHeads;
  readonly head: string | undefined;
  readonly state: DeliveryState | undefined;
  readonly report: (kind: Step['kind']) => void;
}

/** What one attempt did. */
export type Attempt = Omit<Delivery, 'repository' | 'branch' | 'attempts' | 'duration'>;

/** Plans against what is there now, writes and pushes; `outrun` when somebody pushed meanwhile. */
export async function attemptDelivery(attempt: AttemptOptions): Promise<Attempt | 'outrun'> {
  const { options, folders, connection, generated, seen, state, report } = attempt;
  const { branch } = options.remote;
  const wanted = new Map(
    [branch, generatedBranch].flatMap((name) => {
      const id = seen.heads.get(name);
      return id === undefined ? [] : [[name, id] as const];
    }),
  );
  const fetched = await fetchHeads(connection, wanted, () => {
    report('fetching');
  });
  const head = fetched.get(branch);
  const tip = fetched.get(generatedBranch);
  const base =
    head === undefined
      ? {}
      : await findBase({ connection, head, state, rewrittenIsFine: options.adopt !== undefined });
  const reader = new ObjectReader(folders.mirror, options.signal);
  report('planning');
  let planned: Plan;
  try {
    const candidates = await walkTrees({
      reader,
      generated,
      ...(base.generated && { base: `${base.generated}^{tree}` }),
      ...(head && { repository: `${head}^{tree}` }),
    });
    const contents = await reader.blobs(contentsNeeded(candidates));
    planned = plan({
      candidates,
      content: (id) => contents.get(id) ?? missing(id),
      ...(options.take && { take: new Map(options.take.map(({ path, side }) => [path, side])) }),
      ...(options.adopt && { adopt: options.adopt }),
    });
  } finally {
    await reader.close();
  }
  const { changes, held, ownership } = planned;
  const done = { changes, held, ownership, ...(head && { before: head }) };
  const remember = (at: string, raw: string): Promise<void> =>
    writeState(folders.state, {
      format: 1,
      url: options.remote.url,
      branch,
      head: at,
      generated: raw,
      tree: generated.id,
      held,
      ownership,
    });
  if (options.dryRun === true) return { ...done, outcome: 'planned', pushed: false };
  const raw = rawChanges(planned.settled);
  const nothingRaw = raw.writes.size + raw.removals.size === 0 && base.generated !== undefined;
  if (planned.writes.size + planned.removals.size === 0 && nothingRaw && head !== undefined) {
    await remember(head, base.generated ?? '');
    return { ...done, outcome: held.length > 0 ? 'held' : 'unchanged', after: head, pushed: false };
  }
  report('writing');
  const message = messageOptions(options, planned);
  const stream = new ImportStream({
    ...(options.author ?? { name: 'Tideway', email: 'tideway@localhost' }),
    time: Math.floor((options.now ?? Date.now)() / 1000),
  });
  const rawParents = [base.generated, tip].filter(
    (id, index, ids) => id !== undefined && ids.indexOf(id) === index,
  );
  const rawMark = stream.commit({
    ref: 'refs/tideway/generated',
    parents: rawParents.filter((id) => id !== undefined),
    message: generatedMessage(message),
    ...raw,
    fresh: base.generated === undefined,
  });
  stream.ask(rawMark);
  const [rawCommit = ''] = await fastImport(folders.mirror, stream, options.signal);
  const delivery = new ImportStream({
    ...(options.author ?? { name: 'Tideway', email: 'tideway@localhost' }),
    time: Math.floor((options.now ?? Date.now)() / 1000),
  });
  const mark = delivery.commit({
    ref: 'refs/tideway/delivered',
    parents: head === undefined ? [rawCommit] : [head, rawCommit],
    message: deliveryMessage(message, rawCommit),
    writes: head === undefined ? new Map() : planned.writes,
    removals: planned.removals,
    fresh: false,
  });
  delivery.ask(mark);
  const [commit = ''] = await fastImport(folders.mirror, delivery, options.signal);
  report('pushing');
  const verdict = await push(connection, [
    { branch, commit, ...(head && { expected: head }) },
    { branch: generatedBranch, commit: rawCommit, ...(tip && { expected: tip }) },
  ]);
  if (verdict === 'outrun') return 'outrun';
  await writeRef(folders.mirror, trackingRef(branch), commit);
  await writeRef(folders.mirror, trackingRef(generatedBranch), rawCommit);
  await remember(commit, rawCommit);
  const moved = planned.writes.size + planned.removals.size > 0;
  const outcome = held.length > 0 ? 'held' : head === undefined ? 'created' : moved ? 'updated' : 'recorded';
  return { ...done, outcome, after: commit, pushed: true };
}

function rawChanges(settled: readonly Candidate[]): {
  readonly writes: ReadonlyMap<string, PlannedFile>;
  readonly removals: ReadonlySet<string>;
} {
  const writes = new Map<string, PlannedFile>();
  const removals = new Set<string>();
  for (const { path, generated, base } of settled) {
    if (generated === undefined) removals.add(path);
    else if (base?.id !== generated.id || base.mode !== generated.mode) writes.set(path, generated);
  }
  return { writes, removals };
}

function messageOptions({ source, version }: DeliverOptions, { changes, held }: Plan): CommitMessageOptions {
  const count = (...kinds: readonly string[]): number =>
    changes.filter(({ kind }) => kinds.includes(kind)).length;
  return {
    added: count('added'),
    changed: count('updated', 'merged'),
    removed: count('removed'),
    held: new Set(held.map(({ path }) => path)).size,
    version,
    ...(source !== undefined && { source }),
  };
}

function missing(id: string): never {
  throw new Error(`Blob ${id} was not read before it was needed.`);
}

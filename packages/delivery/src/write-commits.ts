import { deliveryMessage, generatedMessage, type CommitMessageOptions } from './commit-message.ts';
import { Importer, type Signature } from './fast-import.ts';
import type { Inspection } from './inspect.ts';
import type { Plan, PlannedFile } from './plan.ts';
import { generatedBranch } from './remote.ts';

/** What to write down. */
export interface WriteCommitsOptions {
  readonly mirror: string;
  readonly inspection: Inspection;
  readonly plan: Plan;
  readonly signature: Signature;
  readonly source?: string;
  readonly version: string;
  /** Branch that a pull request is to bring it to. @default it is delivered at once */
  readonly proposedTo?: string;
  readonly signal?: AbortSignal;
}

/** The two commits of a delivery. */
export interface WrittenCommits {
  /** The delivery: what the branch becomes. */
  readonly delivery: string;
  /** The generator's output, a parent of the delivery: the base of the next one. */
  readonly generated: string;
  readonly message: string;
}

/** Ref of the mirror that keeps a delivery until it is pushed, and after. */
const deliveredRef = 'refs/tideway/delivered';
const generatedRef = 'refs/tideway/generated';

/**
 * Writes the delivery commit and the commit of the generator's output into the mirror.
 *
 * @throws {DeliveryError} `disk-full`
 * @throws {MirrorBroken} when the mirror can't take them
 */
export async function writeCommits(options: WriteCommitsOptions): Promise<WrittenCommits> {
  const { inspection, plan, mirror, signature, signal, proposedTo } = options;
  const { head, base, heads } = inspection;
  const tip = heads.get(generatedBranch);
  const says = messageOptions(options);
  const importer = new Importer(mirror, signature, signal);
  try {
    const generated = await importer.commit({
      ref: generatedRef,
      // The former copy is a parent even if it is no base: so its branch can only go forward.
      parents: distinct([base, tip]),
      message: generatedMessage(
        says,
        proposedTo === undefined ? undefined : { branch: proposedTo, onto: head },
      ),
      ...generatorChanges(plan),
      ...(base !== undefined && { from: base }),
    });
    const message = deliveryMessage(says, generated);
    const delivery = await importer.commit({
      ref: deliveredRef,
      parents: distinct([head, generated]),
      message,
      from: head ?? generated,
      writes: head === undefined ? new Map() : plan.writes,
      removals: plan.removals,
    });
    await importer.finish();
    return { delivery, generated, message };
  } catch (error) {
    await importer.abandon();
    throw error;
  }
}

/** How the generator's output differs from what the last delivery recorded; what is held stays as it was. */
export function generatorChanges({ settled }: Plan): {
  readonly writes: ReadonlyMap<string, PlannedFile>;
  readonly removals: ReadonlySet<string>;
} {
  const writes = new Map<string, PlannedFile>();
  const removals = new Set<string>();
  for (const { path, generated, base } of settled) {
    if (generated === undefined) {
      if (base !== undefined) removals.add(path);
    } else if (base?.id !== generated.id || base.mode !== generated.mode) writes.set(path, generated);
  }
  return { writes, removals };
}

/** What the messages of a plan's commits say. */
export function messageOptions({
  source,
  version,
  plan,
}: Pick<WriteCommitsOptions, 'source' | 'version' | 'plan'>): CommitMessageOptions {
  const count = (...kinds: readonly string[]): number =>
    plan.changes.filter(({ kind }) => kinds.includes(kind)).length;
  return {
    added: count('added'),
    changed: count('updated', 'merged'),
    removed: count('removed'),
    held: new Set(plan.held.map(({ path }) => path)).size,
    version,
    ...(source !== undefined && { source }),
  };
}

function distinct(ids: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(ids)].filter((id) => id !== undefined);
}

import type { FileTree } from '@tideway/gitops';
import type { DeliverOptions } from './deliver.ts';
import type { Step } from './delivery.ts';
import type { Signature } from './fast-import.ts';
import type { Folders } from './folders.ts';
import { DeliveryError } from './error.ts';
import { generatedFiles, type GeneratedFolder } from './generated-tree.ts';
import { inspect, type Inspection } from './inspect.ts';
import type { Connection } from './look.ts';
import { MirrorBroken } from './mirror.ts';
import type { Plan } from './plan.ts';
import { deliveryBranch } from './remote.ts';
import type { RenderVerdicts } from './render-verdicts.ts';
import { settle } from './settle.ts';
import type { DeliveryState } from './state.ts';
import { generatorChanges, writeCommits, type WrittenCommits } from './write-commits.ts';

/** What to deliver, all of it at hand. */
export type WorkOptions = Omit<DeliverOptions, 'source' | 'tree'> & {
  readonly source?: string | undefined;
  readonly tree: FileTree;
};

/** What stays the same from attempt to attempt. */
export interface Work {
  readonly options: WorkOptions;
  readonly folders: Folders;
  readonly connection: Connection;
  readonly generated: GeneratedFolder;
  /** What kustomize said in the attempts before. */
  readonly verdicts: RenderVerdicts;
}

/** What one attempt starts from. */
export interface PrepareOptions {
  readonly work: Work;
  /** Where the branches of the remote stand. */
  readonly heads: ReadonlyMap<string, string>;
  readonly state: DeliveryState | undefined;
  readonly report: (kind: Step['kind']) => void;
  /** Whether to give up instead of fetching. @default false */
  readonly onlyMirror?: boolean;
}

/** A delivery that lies ready in the mirror. */
export interface Prepared {
  readonly inspection: Inspection;
  readonly plan: Plan;
  /** Whether a file of the branch would change. */
  readonly moves: boolean;
  /** What to push. @default nothing */
  readonly written?: WrittenCommits;
}

/**
 * Does everything short of a push: reads, plans, renders, writes the commits into the mirror. The caller closes the
 * inspection's reader.
 */
export async function prepare(attempt: PrepareOptions): Promise<Prepared> {
  const { work, heads, state, report } = attempt;
  const { options, folders, connection, generated, verdicts } = work;
  const { kustomize, adopt, take, via, signal, source, version } = options;
  const proposes = via === 'pull-request';
  const inspection = await inspect({
    connection,
    generated,
    heads,
    state,
    rewrittenIsFine: adopt !== undefined,
    // A decision may be about a file that only people changed.
    repositoryChanges: take !== undefined && take.length > 0,
    otherBranches: proposes ? [deliveryBranch] : [],
    onFetch: () => {
      if (attempt.onlyMirror === true) throw new MirrorBroken('the mirror does not have what is remembered');
      report('fetching');
    },
  });
  try {
    report('planning');
    requireKnown(options, inspection, generated);
    const plan = await settle({
      repository: options.repository,
      inspection,
      generated,
      take: new Map(take?.map(({ path, side }) => [path, side])),
      temporaryDirectory: folders.temporary,
      verdicts,
      onRender: () => {
        report('rendering');
      },
      ...(adopt !== undefined && { adopt }),
      ...(kustomize && {
        kustomize: typeof kustomize === 'function' ? kustomize : () => Promise.resolve(kustomize),
      }),
    });
    const changes = generatorChanges(plan);
    const moves = plan.writes.size + plan.removals.size > 0;
    const records = changes.writes.size + changes.removals.size > 0 && !proposes;
    const worth = moves || records || inspection.head === undefined;
    if (options.dryRun === true || !worth) return { inspection, plan, moves };
    report('writing');
    const written = await writeCommits({
      mirror: folders.mirror,
      inspection,
      plan,
      signature: signatureOf(options),
      version,
      ...(proposes && { proposedTo: options.remote.branch }),
      ...(source !== undefined && { source }),
      ...(signal && { signal }),
    });
    return { inspection, plan, moves, written };
  } catch (error) {
    await inspection.reader.close();
    throw error;
  }
}

/** Who commits, and when. */
export function signatureOf({ author, now = Date.now }: WorkOptions): Signature {
  const { name, email } = author ?? { name: 'Tideway', email: 'tideway@localhost' };
  return { name, email, time: Math.floor(now() / 1000) };
}

function requireKnown(
  { take = [], repository }: WorkOptions,
  { candidates }: Inspection,
  generated: GeneratedFolder,
): void {
  if (take.length === 0) return;
  const known = new Set([...candidates.map(({ path }) => path), ...generatedFiles(generated).keys()]);
  const unknown = take.map(({ path }) => path).filter((path) => !known.has(path));
  if (unknown.length === 0) return;
  throw new DeliveryError({
    code: 'unknown-path',
    message: `Nothing was delivered to ${repository}: it has no generated file ${unknown.join(', ')} to decide about.`,
    next: 'Name the path as the report does, relative to the root of the repository.',
    problems: unknown,
  });
}

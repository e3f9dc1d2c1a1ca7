import { fetchHeads } from './fetch.ts';
import { findBase } from './find-base.ts';
import type { GeneratedFolder } from './generated-tree.ts';
import type { Connection } from './look.ts';
import { ObjectReader } from './object-reader.ts';
import { contentsNeeded } from './plan.ts';
import { generatedBranch } from './remote.ts';
import type { DeliveryState } from './state.ts';
import { walkTrees, type Candidate } from './tree-walk.ts';

/** What to look into. */
export interface InspectOptions {
  readonly connection: Connection;
  readonly generated: GeneratedFolder;
  /** Where the branches of the remote stand. */
  readonly heads: ReadonlyMap<string, string>;
  /** Branches that matter beside the one delivered to and the copy of the generator's output. @default none */
  readonly otherBranches?: readonly string[];
  readonly state: DeliveryState | undefined;
  /** Whether a person has agreed to go on with a rewritten history. */
  readonly rewrittenIsFine: boolean;
  /** Also list what only the repository changed. @default false */
  readonly repositoryChanges?: boolean;
  readonly onFetch?: () => void;
}

/** The three versions of everything, read from the mirror. */
export interface Inspection {
  /** Head of the branch. @default the repository is empty */
  readonly head?: string;
  /** Where every branch that matters stands in the mirror. */
  readonly heads: ReadonlyMap<string, string>;
  /** Commit of the generator's output at the last delivery. @default nothing was delivered */
  readonly base?: string;
  /** Whether the remote can move several branches as one, as far as anybody knows. */
  readonly atomic: boolean;
  /** Whether others have pushed since the last delivery from here. */
  readonly busy: boolean;
  readonly candidates: readonly Candidate[];
  readonly reader: ObjectReader;
  /** Content of a blob of a candidate. */
  readonly content: (id: string) => Uint8Array;
}

/**
 * Brings the remote into the mirror and compares it with what the generator gives, now and last time. The caller
 * closes the reader.
 *
 * @throws {DeliveryError} when the remote can't be read, or its history was rewritten
 * @throws {MirrorBroken} when the mirror must be made again
 */
export async function inspect(options: InspectOptions): Promise<Inspection> {
  const { connection, generated, heads, state, otherBranches = [] } = options;
  const { branch } = connection.remote;
  const wanted = new Map<string, string>();
  for (const name of [branch, generatedBranch, ...otherBranches]) {
    const id = heads.get(name);
    if (id !== undefined) wanted.set(name, id);
  }
  const fetched = await fetchHeads(connection, wanted, options.onFetch ?? (() => undefined));
  const head = fetched.get(branch);
  const reader = new ObjectReader(connection.mirror, connection.signal);
  try {
    const base =
      head === undefined
        ? undefined
        : await findBase({
            connection,
            head,
            state,
            reader,
            tip: fetched.get(generatedBranch),
            rewrittenIsFine: options.rewrittenIsFine,
          });
    const candidates = await walkTrees({
      reader,
      generated,
      repositoryChanges: options.repositoryChanges ?? false,
      ...(base !== undefined && { base: `${base}^{tree}` }),
      ...(head !== undefined && { repository: `${head}^{tree}` }),
    });
    const contents = await reader.blobs(contentsNeeded(candidates));
    return {
      heads: fetched,
      atomic: state?.atomic ?? true,
      busy: state !== undefined && state.head !== head,
      candidates,
      reader,
      content: (id) => contents.get(id) ?? unread(id),
      ...(head !== undefined && { head }),
      ...(base !== undefined && { base }),
    };
  } catch (error) {
    await reader.close();
    throw error;
  }
}

function unread(id: string): never {
  throw new Error(`Blob ${id} was not read before it was needed.`);
}

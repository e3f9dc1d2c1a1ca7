import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { deliver, type Delivery } from '@tideway/delivery';
import type { FileTree } from '@tideway/gitops';
import { BareRepository } from '../world/bare-repository.ts';
import { gitText } from '../world/git.ts';
import type { Deliver } from '../world/machines.ts';
import type { Snapshot } from '../oracle/snapshot.ts';

/** What is put in the place of files after a right delivery; nothing removes a file. */
export type Tampering = (trees: {
  readonly before: Snapshot;
  readonly after: Snapshot;
  readonly generated: FileTree;
}) => ReadonlyMap<string, Buffer | undefined>;

/**
 * A delivery with a defect: the right one is made, and then its commit is exchanged for one with other files. Proves
 * that the oracle notices.
 *
 * @param folderOf the remote's own folder, by name of the repository
 */
export function tampered(folderOf: (repository: string) => string, tamper: Tampering): Deliver {
  return async (options) => {
    const generated = typeof options.tree === 'function' ? await options.tree() : options.tree;
    const result = await deliver(options);
    const { after, before, pushed } = result;
    // The first one stays right, so that there is something to lose.
    if (!pushed || after === undefined || before === undefined) return result;
    const bare = new BareRepository(folderOf(options.repository));
    try {
      const trees = { before: await bare.snapshot(before), after: await bare.snapshot(after), generated };
      return { ...result, after: await exchange(bare, after, tamper(trees)) } satisfies Delivery;
    } finally {
      bare.close();
    }
  };
}

async function exchange(
  bare: BareRepository,
  commit: string,
  files: ReadonlyMap<string, Buffer | undefined>,
): Promise<string> {
  const index = join(bare.folder, 'tampered-index');
  const run = (input: string | undefined, ...gitArguments: readonly string[]): Promise<string> =>
    gitText({
      cwd: bare.folder,
      arguments: gitArguments,
      environment: {
        GIT_INDEX_FILE: index,
        ...{ GIT_AUTHOR_NAME: 'tamper', GIT_AUTHOR_EMAIL: 'tamper@example.com' },
        ...{ GIT_COMMITTER_NAME: 'tamper', GIT_COMMITTER_EMAIL: 'tamper@example.com' },
      },
      ...(input !== undefined && { input }),
    });
  await run(undefined, 'read-tree', commit);
  for (const [path, bytes] of files) {
    if (bytes === undefined) await run(`0 ${'0'.repeat(40)}\t${path}\n`, 'update-index', '--index-info');
    else {
      const id = await run(bytes.toString('latin1'), 'hash-object', '-w', '--stdin');
      await run(undefined, 'update-index', '--add', '--cacheinfo', `100644,${id},${path}`);
    }
  }
  const tree = await run(undefined, 'write-tree');
  const parents = (await bare.parents(commit)).flatMap((parent) => ['-p', parent]);
  const message = await run(undefined, 'log', '-1', '--format=%B', commit);
  const exchanged = await run(message, 'commit-tree', tree, ...parents);
  await run(undefined, 'update-ref', 'refs/heads/main', exchanged, commit);
  await rm(index, { force: true });
  return exchanged;
}

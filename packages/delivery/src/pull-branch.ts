import { connect } from './connect.ts';
import { DeliveryError } from './error.ts';
import { foldersOf } from './folders.ts';
import { generatedTree } from './generated-tree.ts';
import { healing } from './healing.ts';
import { inspect } from './inspect.ts';
import { takeLock } from './lock.ts';
import { lookAt, requireBranch } from './look.ts';
import { mergeTrees } from './merge-trees.ts';
import { missingCommits } from './missing-commits.ts';
import type { Pull, PulledCommit, PulledFile, PullOptions } from './pull.ts';
import { readState } from './state.ts';
import { writeFolder } from './write-folder.ts';

/** What {@link pull} does. */
export async function pullBranch(options: PullOptions): Promise<Pull> {
  const { repository, remote, signal } = options;
  const folders = foldersOf(repository, remote, options.stateDirectory);
  const connection = connect(remote, folders, signal);
  const seen = await lookAt(connection);
  requireBranch(remote, seen);
  const release = await takeLock({ file: folders.lock, ...(signal && { signal }) });
  try {
    const state = await readState(folders.state, remote);
    return await healing(folders.mirror, async () => {
      const generated = generatedTree(options.tree);
      const { head, base, reader } = await inspect({
        ...{ connection, generated, heads: seen.heads, state },
        rewrittenIsFine: true,
      });
      await reader.close();
      if (head === undefined) return nothing(options);
      if (base === undefined) throw neverDelivered(repository);
      const merged = await mergeTrees({
        ...{ mirror: folders.mirror, temporary: folders.temporary, generated, base, head },
        name: options.name,
        ...(signal && { signal }),
      });
      const commits =
        merged.changes.length + merged.conflicts.length === 0
          ? []
          : await missingCommits({ mirror: folders.mirror, base, head, ...(signal && { signal }) });
      return finish(options, head, merged, commits, folders);
    });
  } finally {
    await release();
  }
}

async function finish(
  options: PullOptions,
  head: string,
  { changes, conflicts, patch }: Awaited<ReturnType<typeof mergeTrees>>,
  commits: readonly PulledCommit[],
  { temporary }: { readonly temporary: string },
): Promise<Pull> {
  const { repository, remote, dryRun = false, markers = false } = options;
  const clashing = new Set(conflicts.flatMap(({ paths }) => paths));
  const files = changes.map(({ path, before, after }): PulledFile => {
    if (clashing.has(path)) return { path, kind: 'conflicted' };
    if (before === undefined) return { path, kind: 'added' };
    return { path, kind: after === undefined ? 'removed' : 'updated' };
  });
  const clashes = conflicts.length > 0;
  const writes = changes.length > 0 && !dryRun && (!clashes || markers);
  if (writes) await writeFolder({ folder: options.folder, changes, temporary });
  return {
    repository,
    branch: remote.branch,
    outcome: clashes ? 'conflicted' : files.length === 0 ? 'unchanged' : writes ? 'updated' : 'planned',
    head,
    files,
    conflicts: conflicts.map(({ message }) => message),
    commits,
    patch: clashes ? '' : patch,
    written: writes,
  };
}

function nothing({ repository, remote }: PullOptions): Pull {
  return {
    ...{ repository, branch: remote.branch, outcome: 'unchanged' },
    ...{ files: [], conflicts: [], commits: [], patch: '', written: false },
  };
}

function neverDelivered(repository: string): DeliveryError {
  return new DeliveryError({
    code: 'never-delivered',
    message: `Tideway has never delivered to ${repository}, so nobody can say what was changed there since.`,
    next: `Deliver first: tideway sync ${repository}. Where it has content already: --adopt repository keeps that.`,
  });
}

import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { type FileTree, generateRepositories } from '@tideway/gitops';
import type { Platform } from '@tideway/model';
import { CliError } from './cli-error.ts';
import type { Workspace } from './workspace.ts';

/** A repository that Tideway delivers to. */
export interface Deliverable {
  readonly repository: string;
  readonly branch: string;
  /** What it is made from: the model, or a folder of the monorepo. */
  readonly from: 'model' | 'folder';
  /** Folder of the monorepo that it is made from, such as `apps/front-end`. @default it is made from the model */
  readonly folder?: string;
  /** Its content; made at the first call. */
  readonly tree: () => Promise<FileTree>;
}

/**
 * Everything that a platform delivers, in the order of delivery: sources first, then the tenants' manifests, last the
 * flux-repo, so that Flux never follows a reference to something that is not there yet.
 */
export function listDeliverables(workspace: Workspace, platform: Platform): readonly Deliverable[] {
  const sources = new Map<string, string>();
  for (const tenant of Object.values(platform.tenants)) {
    for (const { container, sidecars } of Object.values(tenant.services)) {
      for (const { image } of [container, ...sidecars])
        if (image.kind === 'built') sources.set(image.source, image.app);
    }
  }
  const folders = [...sources].map(([repository, app]): Deliverable => ({
    repository,
    branch: 'main',
    from: 'folder',
    folder: app,
    tree: async () => (await import('@tideway/delivery')).treeFromFolder(join(workspace.root, app)),
  }));
  let generated: ReadonlyMap<string, FileTree> | undefined;
  const fromModel = (repository: string, branch: string): Deliverable => ({
    repository,
    branch,
    from: 'model',
    tree: async () => {
      // What waits for a disk or another process gets started before this thread is busy.
      await setImmediate();
      generated ??= new Map(
        generateRepositories(platform, { model: workspace.model }).map(({ name, files }) => [name, files]),
      );
      const files = generated.get(repository);
      // An empty tree would be delivered as the removal of everything.
      if (files === undefined) throw new Error(`The generator has nothing for ${repository}.`);
      return files;
    },
  });
  const { flux, branch } = platform.repositories;
  const tenants = Object.values(platform.tenants).map((tenant) =>
    fromModel(tenant.repository, tenant.branch),
  );
  return [...folders, ...tenants, fromModel(flux, branch)];
}

/**
 * The deliverables of the given names, in the order of delivery; all of them if no name is given.
 * @throws CliError `repository-unknown`
 */
export function selectDeliverables(
  all: readonly Deliverable[],
  names: readonly string[],
): readonly Deliverable[] {
  const known = all.map(({ repository }) => repository);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new CliError({
      code: 'repository-unknown',
      outcome: 'misused',
      message: `${unknown.join(', ')}: not a repository of this platform. It has ${known.join(', ')}.`,
    });
  }
  return names.length === 0 ? all : all.filter(({ repository }) => names.includes(repository));
}

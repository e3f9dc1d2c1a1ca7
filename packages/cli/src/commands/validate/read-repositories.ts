import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { GeneratedRepository } from '@tideway/gitops';
import { CliError } from '../../cli-error.ts';

/**
 * Reads the platform's repositories from folders of their names, as they are on disk.
 * @throws CliError `folder-missing` when none of them is there
 */
export async function readRepositories(options: {
  readonly folder: string;
  /** The repositories of the platform: their names and roles count, not their files. */
  readonly like: readonly GeneratedRepository[];
}): Promise<readonly GeneratedRepository[]> {
  const present = options.like.filter(({ name }) => existsSync(join(options.folder, name)));
  if (present.length === 0) {
    throw new CliError({
      code: 'folder-missing',
      outcome: 'misused',
      message: `${options.folder} holds none of ${options.like.map(({ name }) => name).join(', ')}. Clone them there, or run tideway generate --out ${options.folder}.`,
    });
  }
  const { treeFromFolder } = await import('@tideway/delivery');
  return Promise.all(
    present.map(async (repository) => ({
      ...repository,
      files: await treeFromFolder(join(options.folder, repository.name)),
    })),
  );
}

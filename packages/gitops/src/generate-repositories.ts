import type { Platform } from '@tideway/model';
import type { FileTree } from './file-tree.ts';
import { addFluxRepository } from './flux-repository/flux-repository.ts';
import { addTenantRepository } from './tenant-repository/tenant-repository.ts';
import { TreeBuilder } from './tree-builder.ts';

/** A Git repository as the model wants it. */
export interface GeneratedRepository {
  /** Name in CodeCommit. */
  readonly name: string;
  /** `flux`: what every cluster follows. `tenant`: what a tenant runs. */
  readonly role: 'flux' | 'tenant';
  /** Branch that Flux follows. */
  readonly branch: string;
  readonly files: FileTree;
}

/** How the files are made. */
export interface GenerateOptions {
  /** File of the model as it is named in headers, such as `apps/platform/platform.ts`. */
  readonly model: string;
}

/**
 * Makes the content of all repositories of a platform: the flux-repo first, then those of the tenants in the
 * order of the model. Pure: the same model gives the same bytes.
 *
 * @throws {Error} when two names of the model become one file, or a name is not safe as a path
 */
export function generateRepositories(
  platform: Platform,
  options: GenerateOptions,
): readonly GeneratedRepository[] {
  const { flux, branch } = platform.repositories;
  const tree = new TreeBuilder(options.model);
  addFluxRepository(tree, platform);
  return [
    { name: flux, role: 'flux', branch, files: tree.files },
    ...Object.values(platform.tenants).map((tenant): GeneratedRepository => {
      const files = new TreeBuilder(options.model);
      addTenantRepository(files, platform, tenant);
      return { name: tenant.repository, role: 'tenant', branch: tenant.branch, files: files.files };
    }),
  ];
}

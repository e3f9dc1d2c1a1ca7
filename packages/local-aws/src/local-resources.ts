import type { LocalAwsTarget } from './aws/target.ts';
import { createImageRepository } from './ecr/image-repository.ts';
import { createRepository, repositoryFolder } from './git/repository-store.ts';
import type { LocalAwsConnection } from './options.ts';
import type { StateDirectory } from './state/state-directory.ts';

/** The part of a connection that works on the state directory itself, server or none. */
export type LocalResources = Pick<
  LocalAwsConnection,
  'target' | 'ensureRepository' | 'repositoryPath' | 'ensureImageRepository'
>;

/** Repositories of one account and region. */
export function localResources(state: StateDirectory, target: LocalAwsTarget): LocalResources {
  const { account, region } = target;
  return {
    target: { account, region },
    ensureRepository: (name) => createRepository(state, { account, region, name }),
    repositoryPath: (name) => repositoryFolder(state, { account, region, name }),
    ensureImageRepository: (name, options) =>
      createImageRepository(state, { account, region, name }, options),
  };
}

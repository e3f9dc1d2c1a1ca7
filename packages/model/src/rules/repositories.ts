import type { Path } from '../problem.ts';
import type { ImageRule } from './draft.ts';

/** A CodeCommit repository has one purpose: Flux's, the monorepo's, one tenant's, or one application's. */
export const repositories: ImageRule = ({ platform }, built, report) => {
  const purposes = new Map<string, string>();
  const use = (repository: string, purpose: string, path: Path): void => {
    const before = purposes.get(repository);
    if (before === undefined) purposes.set(repository, purpose);
    else if (before !== purpose) {
      report(path, `repository ${repository} holds ${before} already; ${purpose} need one of their own`);
    }
  };
  use(platform.repositories.flux, "Flux's own files", ['repositories', 'flux']);
  use(platform.repositories.monorepo, 'this monorepo', ['repositories', 'monorepo']);
  for (const { name, repository } of Object.values(platform.tenants)) {
    use(repository, `the manifests of tenant ${name}`, ['tenants', name, 'repository']);
  }
  for (const { path, image } of built) {
    use(image.source, `the sources of ${image.app}`, [...path, 'image', 'source']);
  }
};

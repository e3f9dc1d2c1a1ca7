import type { Path, Problem } from '../problem.ts';
import type { Draft, Rule } from './draft.ts';
import { problem } from './draft.ts';
import { containersOf, eachService } from './walk.ts';

interface Use {
  readonly path: Path;
  /** What the repository is for; two uses of the same purpose share it. */
  readonly purpose: string;
}

/** A CodeCommit repository has one purpose: Flux's, one tenant's, or one application's. */
export const repositories: Rule = function* (draft) {
  const uses = new Map<string, Use>();
  for (const [repository, use] of usesOf(draft)) {
    const before = uses.get(repository);
    if (!before) uses.set(repository, use);
    else if (before.purpose !== use.purpose) yield clash(repository, use, before);
  }
};

function clash(repository: string, use: Use, before: Use): Problem {
  return problem(
    use.path,
    `repository ${repository} holds ${before.purpose} already; ${use.purpose} need one of their own`,
  );
}

function* usesOf(draft: Draft): Iterable<[string, Use]> {
  const { platform } = draft;
  yield [platform.repositories.flux, { path: ['repositories', 'flux'], purpose: "Flux's own files" }];
  for (const { name, repository } of Object.values(platform.tenants)) {
    yield [repository, { path: ['tenants', name, 'repository'], purpose: `the manifests of tenant ${name}` }];
  }
  for (const service of eachService(draft)) {
    for (const { path, container } of containersOf(service)) {
      if (container.image.kind !== 'built') continue;
      const { app, source } = container.image;
      yield [source, { path: [...path, 'image', 'source'], purpose: `the sources of ${app}` }];
    }
  }
}

import {
  fieldOf,
  groupOf,
  isKind,
  namespaceOf,
  textAt,
  type KubernetesObject,
} from '../source/kubernetes-object.ts';
import type { SourceRepository } from '../source/source-repository.ts';
import { fluxGroups } from './flux-kinds.ts';
import type { FluxSource, LandscapeObject } from './landscape.ts';

/** Finds the sources of a cluster's Flux Kustomizations among the objects that it has so far. */
export interface SourceLookup {
  readonly repositories: readonly SourceRepository[];
  /** The repository that the cluster itself follows. */
  readonly own: SourceRepository;
  readonly objects: readonly LandscapeObject[];
}

/** The source that a Flux Kustomization names; undefined when the cluster has no such source. */
export function sourceOf(kustomization: KubernetesObject, lookup: SourceLookup): FluxSource | undefined {
  const reference = fieldOf(kustomization, 'spec', 'sourceRef');
  const kind = textAt(reference, 'kind');
  const name = textAt(reference, 'name');
  if (kind === undefined || name === undefined) return undefined;
  const namespace = textAt(reference, 'namespace') ?? namespaceOf(kustomization);
  for (const { object } of lookup.objects) {
    if (
      isKind(object, fluxGroups.source, kind) &&
      object.metadata.name === name &&
      namespaceOf(object) === namespace
    ) {
      return {
        kind,
        namespace,
        name,
        repository: repositoryAt(textAt(object, 'spec', 'url'), lookup.repositories),
      };
    }
    if (isSyncOf(object, { kind, namespace, name })) {
      const url = textAt(object, 'spec', 'sync', 'url');
      return { kind, namespace, name, repository: repositoryAt(url, lookup.repositories) ?? lookup.own };
    }
  }
  // A cluster that was bootstrapped in another way has this source without a file in the repository.
  if (name === 'flux-system' && namespace === 'flux-system')
    return { kind, namespace, name, repository: lookup.own };
  return undefined;
}

/** The repository that an address ends in. */
export function repositoryAt(
  url: string | undefined,
  repositories: readonly SourceRepository[],
): SourceRepository | undefined {
  const name = /([^/]+?)(\.git)?\/*$/.exec(url ?? '')?.[1];
  return repositories.find((repository) => repository.name === name);
}

/** The Flux Operator makes the source and the Kustomization of a FluxInstance's sync itself. */
function isSyncOf(
  object: KubernetesObject,
  source: { kind: string; namespace: string; name: string },
): boolean {
  if (groupOf(object) !== fluxGroups.operator || object.kind !== 'FluxInstance') return false;
  const namespace = namespaceOf(object);
  const name = textAt(object, 'spec', 'sync', 'name') ?? namespace;
  return (
    textAt(object, 'spec', 'sync', 'kind') === source.kind &&
    namespace === source.namespace &&
    name === source.name
  );
}

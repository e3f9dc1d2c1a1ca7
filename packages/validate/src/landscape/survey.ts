import { kustomizeEntries, type Kustomize } from '@tideway/kustomize';
import type { GeneratedRepository } from '@tideway/gitops';
import { loadSchemas } from '../schema/schemas.ts';
import type { KubernetesObject } from '../source/kubernetes-object.ts';
import { readRepository, type SourceRepository } from '../source/source-repository.ts';
import { followClusters } from './clusters.ts';
import { isKustomizeKind } from './flux-kinds.ts';
import { KustomizeStage } from './kustomize-stage.ts';
import type { Landscape, LandscapeObject, RenderedRoot } from './landscape.ts';

/** What to look at. */
export interface SurveyOptions {
  readonly repositories: readonly GeneratedRepository[];
  readonly kustomize: Kustomize;
  readonly temporaryDirectory: string;
}

/** Reads and renders everything that rules look at, once. */
export async function survey(options: SurveyOptions): Promise<Landscape> {
  const { kustomize, temporaryDirectory } = options;
  const repositories = options.repositories.map(readRepository);
  const stage = new KustomizeStage({ kustomize, temporaryDirectory });
  // Most of these kinds come out again: their schemas are read while kustomize is at work.
  const early = loadSchemas(repositories.flatMap(declaredIn));
  const clusters = await followClusters({ repositories, stage });
  await renderTheRest(repositories, stage);
  const { roots } = stage;
  const objects = [
    ...roots.flatMap((root) => root.objects),
    ...repositories.flatMap((repository) => unapplied(repository, roots)),
  ];
  await early;
  const schemas = await loadSchemas(objects.map(({ object }) => object));
  return { repositories, roots, clusters, objects, schemas };
}

function declaredIn(repository: SourceRepository): readonly KubernetesObject[] {
  const documents = [...repository.yaml.values()].flatMap((file) => file.documents);
  return documents.flatMap(({ object }) => (object === undefined || isKustomizeKind(object) ? [] : [object]));
}

async function renderTheRest(
  repositories: readonly SourceRepository[],
  stage: KustomizeStage,
): Promise<void> {
  const requests = repositories.flatMap((repository) => {
    const known = stage.roots.filter((root) => root.repository === repository.name);
    return kustomizeEntries(repository.files)
      .filter((folder) => !known.some((root) => root.folders.has(folder)))
      .map((folder) => ({ repository, folder, additions: {} }));
  });
  await stage.render(requests);
}

function unapplied(repository: SourceRepository, roots: readonly RenderedRoot[]): readonly LandscapeObject[] {
  const applied = new Set(
    roots.filter((root) => root.repository === repository.name).flatMap((root) => [...root.files]),
  );
  const found: LandscapeObject[] = [];
  for (const file of repository.yaml.values()) {
    if (applied.has(file.path)) continue;
    for (const document of file.documents) {
      const { object } = document;
      if (object === undefined || isKustomizeKind(object)) continue;
      found.push({
        object,
        repository: repository.name,
        path: file.path,
        documents: [document],
        root: undefined,
      });
    }
  }
  return found;
}

import { posix } from 'node:path';
import { fieldOf, isKind, nameOf, textAt, type KubernetesObject } from '../source/kubernetes-object.ts';
import type { SourceRepository } from '../source/source-repository.ts';
import { fluxGroups, isFluxKustomization } from './flux-kinds.ts';
import { sourceOf } from './flux-sources.ts';
import { additionsOf, type KustomizeStage } from './kustomize-stage.ts';
import type { Cluster, ClusterStep, LandscapeObject } from './landscape.ts';

/** What clusters are followed through. */
export interface FollowClustersOptions {
  readonly repositories: readonly SourceRepository[];
  readonly stage: KustomizeStage;
}

interface Following extends Cluster {
  readonly steps: ClusterStep[];
  readonly objects: LandscapeObject[];
  readonly waiting: LandscapeObject[];
  readonly seen: Set<string>;
}

/**
 * Follows each cluster from its folder as Flux does: renders, finds Flux Kustomizations in what was
 * rendered, finds their sources and paths, renders those, until nothing new comes. All clusters take
 * each step together, so that kustomize runs on all processors.
 */
export async function followClusters(options: FollowClustersOptions): Promise<readonly Cluster[]> {
  const { repositories, stage } = options;
  const clusters: Following[] = repositories.flatMap((repository) =>
    clusterFolders(repository).map((folder) => ({
      name: posix.basename(folder),
      repository,
      folder,
      steps: [],
      objects: [],
      waiting: [],
      seen: new Set<string>(),
    })),
  );
  const starts = clusters.map(({ repository, folder }) => ({ repository, folder, additions: {} }));
  const started = await stage.render(starts);
  clusters.forEach((cluster, index) => {
    const root = started[index];
    const { repository, folder } = cluster;
    const source = { kind: 'GitRepository', namespace: 'flux-system', name: 'flux-system', repository };
    addStep(cluster, { kustomization: undefined, source, folder, root });
  });
  while (await takeStep(clusters, options));
  return clusters;
}

async function takeStep(clusters: readonly Following[], options: FollowClustersOptions): Promise<boolean> {
  const next = clusters.flatMap((cluster) => {
    const lookup = { repositories: options.repositories, own: cluster.repository, objects: cluster.objects };
    return cluster.waiting.splice(0).map((kustomization) => {
      const { object } = kustomization;
      const source = sourceOf(object, lookup);
      return { cluster, kustomization, source, repository: source?.repository, folder: folderIn(object) };
    });
  });
  const found = next.filter(({ source }) => source !== undefined);
  // Another Kustomization of this round may bring the source; when none was rendered, nothing will.
  for (const { cluster, kustomization, source, folder } of next) {
    if (source !== undefined) continue;
    if (found.length > 0) cluster.waiting.push(kustomization);
    else addStep(cluster, { kustomization, source, folder, root: undefined });
  }
  const requests = found.flatMap(({ repository, folder, kustomization: { object } }) =>
    repository === undefined ? [] : [{ repository, folder, additions: additionsOf(fieldOf(object, 'spec')) }],
  );
  const roots = (await options.stage.render(requests)).values();
  for (const { cluster, kustomization, source, repository, folder } of found) {
    const root = repository === undefined ? undefined : roots.next().value;
    addStep(cluster, { kustomization, source, folder, root });
  }
  return found.length > 0;
}

function folderIn(kustomization: KubernetesObject): string {
  return posix.join('.', textAt(kustomization, 'spec', 'path') ?? '.').replace(/\/$/, '');
}

function addStep(cluster: Following, step: ClusterStep): void {
  cluster.steps.push(step);
  for (const found of step.root?.objects ?? []) {
    cluster.objects.push(found);
    if (!isFluxKustomization(found.object)) continue;
    const name = nameOf(found.object);
    // The cluster's own sync leads back to where we started.
    if (cluster.seen.has(name) || isOwnSync(cluster, found)) continue;
    cluster.seen.add(name);
    cluster.waiting.push(found);
  }
}

function isOwnSync(cluster: Following, { object }: LandscapeObject): boolean {
  return nameOf(object) === 'flux-system/flux-system' && folderIn(object) === cluster.folder;
}

/** Folders below `clusters/`, and those that a FluxInstance or Flux's own bootstrap syncs. */
function clusterFolders(repository: SourceRepository): readonly string[] {
  if (repository.role !== 'flux') return [];
  const folders = new Set<string>();
  for (const path of repository.files.keys()) {
    const folder = /^clusters\/[^/]+(?=\/)/.exec(path)?.[0];
    if (folder !== undefined) folders.add(folder);
  }
  for (const file of repository.yaml.values()) {
    for (const { object } of file.documents) {
      if (object === undefined) continue;
      const path = isKind(object, fluxGroups.operator, 'FluxInstance')
        ? textAt(object, 'spec', 'sync', 'path')
        : isFluxKustomization(object) && nameOf(object) === 'flux-system/flux-system'
          ? textAt(object, 'spec', 'path')
          : undefined;
      if (path !== undefined) folders.add(posix.join('.', path).replace(/\/$/, ''));
    }
  }
  return [...folders].sort();
}

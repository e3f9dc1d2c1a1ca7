import { describeObject, identityOf } from '../source/kubernetes-object.ts';
import { overlap } from './tree-folders.ts';
import type { Cluster, ClusterStep, LandscapeObject } from './landscape.ts';

/** Two steps of a cluster that apply the same objects. */
export interface AppliedTwice {
  readonly first: ClusterStep;
  readonly second: ClusterStep;
  /** The objects, as the second step has them. */
  readonly objects: readonly LandscapeObject[];
  /** Whether both take them from the same folder or from inside of it. */
  readonly overlapping: boolean;
}

/** All pairs of a cluster's Flux Kustomizations that apply the same objects. */
export function appliedTwice(cluster: Cluster): readonly AppliedTwice[] {
  const owners = new Map<string, ClusterStep>();
  const pairs = new Map<string, { first: ClusterStep; second: ClusterStep; objects: LandscapeObject[] }>();
  for (const second of cluster.steps) {
    for (const object of second.root?.objects ?? []) {
      const identity = identityOf(object.object);
      const first = owners.get(identity);
      if (first === undefined) owners.set(identity, second);
      if (first === undefined || first === second) continue;
      const key = `${stepName(first)} ${stepName(second)}`;
      const pair = pairs.get(key) ?? { first, second, objects: [] };
      pair.objects.push(object);
      pairs.set(key, pair);
    }
  }
  return [...pairs.values()].map((pair) => ({ ...pair, overlapping: overlapping(pair.first, pair.second) }));
}

/** A step in words: its Kustomization, or the cluster's sync. */
export function stepName(step: ClusterStep): string {
  return step.kustomization === undefined
    ? `the sync of ${step.folder}`
    : describeObject(step.kustomization.object);
}

function overlapping(first: ClusterStep, second: ClusterStep): boolean {
  return first.source?.repository === second.source?.repository && overlap(first.folder, second.folder);
}

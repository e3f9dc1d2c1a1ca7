import { isFields, listAt, namespaceOf, textAt, type KubernetesObject } from '../source/kubernetes-object.ts';
import { isFluxKustomization, isHelmRelease } from './flux-kinds.ts';
import type { Cluster, LandscapeObject } from './landscape.ts';

/** A Kustomization or HelmRelease that must be ready before another. */
export interface Dependency {
  /** `kind namespace/name` of what is depended on. */
  readonly key: string;
  readonly name: string;
  /** Position in `spec.dependsOn`. */
  readonly index: number;
}

/** The Kustomizations and HelmReleases of a cluster by `kind namespace/name`. */
export function reconciledBy(cluster: Cluster): ReadonlyMap<string, LandscapeObject> {
  const found = new Map<string, LandscapeObject>();
  for (const object of cluster.objects) {
    if (isFluxKustomization(object.object) || isHelmRelease(object.object))
      found.set(keyOf(object.object), object);
  }
  return found;
}

/** What an object's `spec.dependsOn` names; the same kind, by default in the same namespace. */
export function dependenciesOf(object: KubernetesObject): readonly Dependency[] {
  return listAt(object, 'spec', 'dependsOn').flatMap((entry, index) => {
    const name = textAt(entry, 'name');
    if (!isFields(entry) || name === undefined) return [];
    const namespace = textAt(entry, 'namespace') ?? namespaceOf(object);
    return [{ key: `${object.kind} ${namespace}/${name}`, name: `${namespace}/${name}`, index }];
  });
}

function keyOf(object: KubernetesObject): string {
  return `${object.kind} ${namespaceOf(object)}/${object.metadata.name}`;
}

import { posix } from 'node:path';
import { fieldOf, isKind, nameOf, namespaceOf, textAt } from '../source/kubernetes-object.ts';
import type { SourceRepository } from '../source/source-repository.ts';
import { fluxGroups } from './flux-kinds.ts';
import { sourceOf } from './flux-sources.ts';
import type { Landscape, LandscapeObject } from './landscape.ts';

/** An ImageUpdateAutomation at work on a cluster. */
export interface Automation {
  readonly object: LandscapeObject;
  readonly cluster: string;
  readonly name: string;
  readonly namespace: string;
  /** Where it commits to; undefined when its source is none of the repositories. */
  readonly repository: SourceRepository | undefined;
  readonly branch: string;
  /** Folder whose files it writes. */
  readonly folder: string;
  /** Whether it is told to write nothing. */
  readonly suspended: boolean;
}

/** The ImageUpdateAutomations of all clusters. */
export function automationsOf({ clusters, repositories }: Landscape): readonly Automation[] {
  return clusters.flatMap((cluster) =>
    cluster.objects.flatMap((object) => {
      if (!isKind(object.object, fluxGroups.image, 'ImageUpdateAutomation')) return [];
      const { objects, repository: own } = cluster;
      const repository = sourceOf(object.object, { repositories, own, objects })?.repository;
      const git = ['spec', 'git'] as const;
      const branch =
        textAt(object.object, ...git, 'push', 'branch') ??
        textAt(object.object, ...git, 'checkout', 'ref', 'branch') ??
        repository?.branch ??
        'main';
      const folder = posix
        .join('.', textAt(object.object, 'spec', 'update', 'path') ?? '.')
        .replace(/\/$/, '');
      const [name, namespace] = [nameOf(object.object), namespaceOf(object.object)];
      const suspended = fieldOf(object.object, 'spec', 'suspend') === true;
      return [{ object, cluster: cluster.name, name, namespace, repository, branch, folder, suspended }];
    }),
  );
}

import { fluxGroups } from '../landscape/flux-kinds.ts';
import { example, type Rule } from '../rule.ts';
import type { FieldPath } from '../source/field-path.ts';
import {
  fieldOf,
  groupOf,
  listAt,
  namespaceOf,
  textAt,
  type KubernetesObject,
} from '../source/kubernetes-object.ts';

const single: readonly FieldPath[] = [
  ['spec', 'sourceRef'],
  ['spec', 'chartRef'],
  ['spec', 'chart', 'spec', 'sourceRef'],
  ['spec', 'imageRepositoryRef'],
  ['spec', 'providerRef'],
];
const lists: readonly FieldPath[] = [
  ['spec', 'dependsOn'],
  ['spec', 'eventSources'],
  ['spec', 'resources'],
];

/** Flux objects refer to objects of their own namespace only. */
export const crossNamespaceReference: Rule = {
  id: 'cross-namespace-reference',
  title: 'Flux objects refer to their own namespace only',
  severity: 'error',
  why: 'A tenant could deploy from another tenant’s source with its credentials. Clusters run Flux with `--no-cross-namespace-refs`, so the object would never become ready.',
  fix: 'Put the object that is referred to into the same namespace, or move the reference there.',
  example: {
    breaks: {
      'flux-repo/apps/sync.yaml': example`
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata:
          name: sock-shop
          namespace: sock-shop
        spec:
          sourceRef:
            kind: GitRepository
            name: flux-system
            namespace: flux-system
      `,
    },
    keeps: {
      'flux-repo/apps/sync.yaml': example`
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata:
          name: sock-shop
          namespace: sock-shop
        spec:
          sourceRef:
            kind: GitRepository
            name: sock-shop
      `,
    },
  },
  *check({ objects }) {
    for (const object of objects) {
      if (!groups.has(groupOf(object.object))) continue;
      const own = namespaceOf(object.object);
      for (const field of referencesOf(object.object)) {
        const other = textAt(object.object, ...field, 'namespace');
        if (other === undefined || other === own) continue;
        const name = textAt(object.object, ...field, 'name') ?? '';
        yield {
          at: { object, field: [...field, 'namespace'] },
          message: `refers to ${other}/${name} from namespace ${own === '' ? '(none)' : own}`,
        };
      }
    }
  },
};

const groups: ReadonlySet<string> = new Set([
  fluxGroups.kustomize,
  fluxGroups.helm,
  fluxGroups.source,
  fluxGroups.image,
  fluxGroups.notification,
]);

function referencesOf(object: KubernetesObject): readonly FieldPath[] {
  const some = single.filter((path) => fieldOf(object, ...path) !== undefined);
  return [...some, ...lists.flatMap((path) => listAt(object, ...path).map((_, index) => [...path, index]))];
}

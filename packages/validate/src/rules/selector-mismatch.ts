import { isHelmRelease } from '../landscape/flux-kinds.ts';
import type { Landscape, LandscapeObject } from '../landscape/landscape.ts';
import { selectsLabels } from '../landscape/label-selector.ts';
import { podTemplateOf } from '../landscape/pods.ts';
import { example, type Rule } from '../rule.ts';
import type { FieldPath } from '../source/field-path.ts';
import { fieldOf, isFields, isKind, namespaceOf, textAt, type Fields } from '../source/kubernetes-object.ts';

const deployment = example`
  apiVersion: apps/v1
  kind: Deployment
  metadata:
    name: carts
  spec:
    template:
      metadata:
        labels:
          name: carts
      spec:
        containers: []
`;

/** A selector finds pods. */
export const selectorMismatch: Rule = {
  id: 'selector-mismatch',
  title: 'Services, budgets, network policies and workloads select pods that exist',
  severity: 'error',
  why: 'A Service without pods refuses every connection, a NetworkPolicy or PodDisruptionBudget without pods protects nothing, and nobody says so.',
  fix: 'Make the selector and the labels of the pod template the same.',
  example: {
    breaks: {
      'microservices-repo/deploy/deployment.yaml': deployment,
      'microservices-repo/deploy/service.yaml': example`
        apiVersion: v1
        kind: Service
        metadata:
          name: carts
        spec:
          selector:
            name: cart
      `,
    },
    keeps: {
      'microservices-repo/deploy/deployment.yaml': deployment,
      'microservices-repo/deploy/service.yaml': example`
        apiVersion: v1
        kind: Service
        metadata:
          name: carts
        spec:
          selector:
            name: carts
      `,
    },
  },
  *check(landscape) {
    for (const objects of appliedTogether(landscape)) {
      const pods = podsIn(objects);
      for (const object of objects) {
        const own = podTemplateOf(object.object);
        const selector = selectorOf(object);
        if (selector === undefined) continue;
        const { field, labels } = selector;
        if (own !== undefined) {
          if (selectsLabels(labels, own.labels)) continue;
          yield { at: { object, field }, message: 'does not select its own pods' };
        } else if (
          !(pods.get(namespaceOf(object.object)) ?? []).some((each) => selectsLabels(labels, each))
        ) {
          // Pods that charts bring are not known here.
          if (objects.some(({ object: other }) => isHelmRelease(other) && bringsPods(other, object)))
            continue;
          yield { at: { object, field }, message: `${object.object.kind} selects no pod of its namespace` };
        }
      }
    }
  },
};

/** What runs beside each other: on one cluster, or from one root that no cluster of ours follows. */
function* appliedTogether({ clusters, roots, objects }: Landscape): Iterable<readonly LandscapeObject[]> {
  const followed = new Set(clusters.flatMap(({ steps }) => steps.map(({ root }) => root)));
  for (const cluster of clusters) yield cluster.objects;
  for (const root of roots) if (!followed.has(root)) yield root.objects;
  yield* Map.groupBy(
    objects.filter(({ root }) => root === undefined),
    ({ repository }) => repository,
  ).values();
}

function podsIn(objects: readonly LandscapeObject[]): ReadonlyMap<string, readonly Fields[]> {
  const pods = new Map<string, Fields[]>();
  for (const { object } of objects) {
    const template = podTemplateOf(object);
    if (template === undefined) continue;
    const namespace = namespaceOf(object);
    pods.set(namespace, [...(pods.get(namespace) ?? []), template.labels]);
  }
  return pods;
}

/** The selector of an object that is to find pods; undefined when it has none, or takes all. */
function selectorOf({ object }: LandscapeObject): { field: FieldPath; labels: Fields } | undefined {
  const plain = isKind(object, '', 'Service');
  const paths: Readonly<Record<string, FieldPath>> = {
    Service: ['spec', 'selector'],
    PodDisruptionBudget: ['spec', 'selector'],
    NetworkPolicy: ['spec', 'podSelector'],
    Deployment: ['spec', 'selector'],
    StatefulSet: ['spec', 'selector'],
    DaemonSet: ['spec', 'selector'],
  };
  const field = paths[object.kind];
  if (field === undefined) return undefined;
  const found = fieldOf(object, ...field);
  if (!isFields(found) || Object.keys(found).length === 0) return undefined;
  return { field, labels: plain ? { matchLabels: found } : found };
}

function bringsPods(release: LandscapeObject['object'], object: LandscapeObject): boolean {
  const namespace = textAt(release, 'spec', 'targetNamespace') ?? namespaceOf(release);
  return namespace === namespaceOf(object.object);
}

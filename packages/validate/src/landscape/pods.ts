import type { FieldPath } from '../source/field-path.ts';
import {
  fieldOf,
  isFields,
  listAt,
  type Fields,
  type KubernetesObject,
} from '../source/kubernetes-object.ts';

/** The pods that an object makes. */
export interface PodTemplate {
  readonly spec: Fields;
  /** Path of the pods' spec in the object. */
  readonly field: FieldPath;
  readonly labels: Fields;
  /** Whether the pods are meant to run until they are replaced. */
  readonly runsOn: boolean;
}

/** A container of a pod. */
export interface PodContainer {
  readonly name: string;
  readonly container: Fields;
  readonly field: FieldPath;
  readonly init: boolean;
}

const templates: Readonly<Record<string, FieldPath>> = {
  Pod: [],
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  ReplicationController: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
};

const runningOn = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController']);

/** The pods that an object of Kubernetes' own kinds makes; undefined for other kinds. */
export function podTemplateOf(object: KubernetesObject): PodTemplate | undefined {
  const path = templates[object.kind];
  if (path === undefined || !/^(v1|apps\/v1|batch\/v1)$/.test(object.apiVersion)) return undefined;
  const spec = fieldOf(object, ...path, 'spec');
  if (!isFields(spec)) return undefined;
  const labels = fieldOf(object, ...path, 'metadata', 'labels');
  return {
    spec,
    field: [...path, 'spec'],
    labels: isFields(labels) ? labels : {},
    runsOn: runningOn.has(object.kind),
  };
}

/** All containers of pods, init containers included. */
export function containersOf(template: PodTemplate): readonly PodContainer[] {
  return (['initContainers', 'containers'] as const).flatMap((list) =>
    listAt(template.spec, list).flatMap((container, index) =>
      isFields(container)
        ? [
            {
              name: String(container['name']),
              container,
              field: [...template.field, list, index],
              init: list === 'initContainers',
            },
          ]
        : [],
    ),
  );
}

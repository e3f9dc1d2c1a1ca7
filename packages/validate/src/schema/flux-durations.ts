import type { FieldPath } from '../source/field-path.ts';
import { fieldOf, isSubstituted, type KubernetesObject } from '../source/kubernetes-object.ts';
import type { SchemaProblem } from './schemas.ts';

const places: readonly FieldPath[] = [
  ['spec', 'interval'],
  ['spec', 'timeout'],
  ['spec', 'retryInterval'],
  ['spec', 'chart', 'spec', 'interval'],
  ['spec', 'install', 'timeout'],
  ['spec', 'upgrade', 'timeout'],
];

/** The API server refuses other durations by a pattern, which the schemas of `kubernetes-models` leave out. */
const pattern = /^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$/;

/** Durations of a Flux object that are none, such as `5 minutes`. */
export function durationProblems(object: KubernetesObject): readonly SchemaProblem[] {
  return places.flatMap((field) => {
    const value = fieldOf(object, ...field);
    if (typeof value !== 'string' || isSubstituted(value) || pattern.test(value)) return [];
    return [{ field, message: `must be a duration such as 5m0s, got ${value}` }];
  });
}

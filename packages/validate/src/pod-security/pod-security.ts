import { containersOf, type PodTemplate } from '../landscape/pods.ts';
import { baseline } from './baseline.ts';
import { restricted } from './restricted.ts';
import type { FieldPath } from '../source/field-path.ts';

/** A field that a level of the Pod Security Standards does not allow. */
export interface PodSecurityProblem {
  readonly field: FieldPath;
  readonly message: string;
}

/**
 * What a level of the Pod Security Standards refuses of pods.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function podSecurityProblems(template: PodTemplate, level: string): readonly PodSecurityProblem[] {
  if (level !== 'baseline' && level !== 'restricted') return [];
  const containers = containersOf(template);
  const problems = [...baseline(template, containers)];
  return level === 'baseline' ? problems : [...problems, ...restricted(template, containers)];
}

import type { FieldPath } from '../source/field-path.ts';
import { fieldOf, isSubstituted } from '../source/kubernetes-object.ts';
import type { SchemaProblem } from './schemas.ts';

/** What Ajv says about one place, as far as it is used here. */
export interface AjvError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string | undefined;
}

/** Ajv's errors as fields of the object and words; values that Flux substitutes later are left alone. */
export function ajvProblems(errors: readonly AjvError[], object: unknown): readonly SchemaProblem[] {
  const problems = new Map<string, SchemaProblem>();
  for (const error of errors) {
    // The branches' own errors say it better.
    if (error.keyword === 'anyOf' || error.keyword === 'oneOf' || error.keyword === 'if') continue;
    const place = fieldPathOf(error.instancePath);
    if (isSubstituted(fieldOf(object, ...place))) continue;
    const problem = problemOf(error, place);
    problems.set(JSON.stringify(problem), problem);
  }
  return [...problems.values()];
}

function problemOf(error: AjvError, place: FieldPath): SchemaProblem {
  const { params, keyword } = error;
  if (keyword === 'required')
    return { field: [...place, String(params['missingProperty'])], message: 'is required' };
  if (keyword === 'additionalProperties') {
    return { field: [...place, String(params['additionalProperty'])], message: 'is no field of this kind' };
  }
  if (keyword === 'enum' && Array.isArray(params['allowedValues'])) {
    return { field: place, message: `must be one of ${params['allowedValues'].join(', ')}` };
  }
  return { field: place, message: error.message ?? `does not fit (${keyword})` };
}

/** @see https://www.rfc-editor.org/rfc/rfc6901 */
function fieldPathOf(pointer: string): FieldPath {
  if (pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

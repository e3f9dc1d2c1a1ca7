import type { Finding } from './finding.ts';
import type { LandscapeObject } from './landscape/landscape.ts';
import type { Rule, Violation } from './rule.ts';
import { formatFieldPath, type FieldPath } from './source/field-path.ts';
import { describeObject } from './source/kubernetes-object.ts';
import { depthOf, lineOf } from './source/position.ts';
import type { SourceDocument } from './source/source-file.ts';

/** A violation as people and tools read it, with the line of its file. */
export function findingOf(rule: Rule, violation: Violation): Finding {
  const { at, message, fix = rule.fix } = violation;
  const common = { rule: rule.id, severity: rule.severity, message, fix };
  if ('object' in at) {
    const { object, field = [] } = at;
    const document = documentOf(object, field);
    return {
      ...common,
      repository: object.repository,
      path: document?.file.path ?? object.path,
      ...(document === undefined ? {} : { line: lineOf(document, field) }),
      object: describeObject(object.object),
      ...fieldIn(field),
    };
  }
  if ('document' in at) {
    const { document, field = [] } = at;
    return {
      ...common,
      repository: document.file.repository,
      path: document.file.path,
      line: lineOf(document, field),
      ...(document.object === undefined ? {} : { object: describeObject(document.object) }),
      ...fieldIn(field),
    };
  }
  const { repository, path, line, field } = at;
  return {
    ...common,
    repository,
    path,
    ...(line === undefined ? {} : { line }),
    ...(field === undefined ? {} : { field }),
  };
}

/** Of the file that declares an object and those that patch it, the one that says most about the field. */
function documentOf(found: LandscapeObject, field: FieldPath): SourceDocument | undefined {
  if (found.documents.length < 2 || field.length === 0) return found.documents[0];
  const depths = found.documents.map((document) => depthOf(document, field));
  return found.documents[depths.indexOf(Math.max(...depths))];
}

function fieldIn(field: FieldPath): { readonly field?: string } {
  return field.length === 0 ? {} : { field: formatFieldPath(field) };
}

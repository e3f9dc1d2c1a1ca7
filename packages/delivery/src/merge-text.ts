import { lostComments } from './lost-comments.ts';
import { mergeFields, sameContent } from './merge-fields.ts';
import { mergeLines, type LineMerge, type Texts } from './merge-lines.ts';
import { readYaml } from './yaml-nodes.ts';

/** Something that both sides changed. */
export interface Conflict {
  readonly kind: 'lines' | 'field' | 'held';
  /** The field, or the line. */
  readonly field?: string;
  readonly repository?: string | undefined;
  readonly generator?: string | undefined;
}

/** The merged text, or what stands against it. */
export type TextMerge = { readonly text: string } | { readonly conflicts: readonly Conflict[] };

/**
 * Merges two versions of a text line by line. In YAML the fields have the last word: they merge what clashes only as
 * text, and overrule lines that found together in the wrong place.
 */
export function mergeText(texts: Texts & { readonly path: string }): TextMerge {
  const lines = mergeLines(texts);
  if (!/\.ya?ml$|(^|\/)Kustomization$/.test(texts.path)) return asText(lines);
  const fields = mergeFields(texts);
  if (fields === undefined) {
    const broken =
      'text' in lines && readYaml(lines.text) === undefined && readYaml(texts.repository) !== undefined;
    return broken ? { conflicts: [{ kind: 'lines', field: 'the whole file' }] } : asText(lines);
  }
  if (fields.text !== undefined) {
    if ('text' in lines && sameContent(lines.text, fields.text)) return lines;
    const lost = lostComments(texts, fields.text);
    if (lost.length > 0) return { conflicts: lost.map(commentConflict) };
    return { text: fields.text };
  }
  // Several lines of one text, such as a script, may have been changed by both sides without a clash.
  const severalLines = fields.conflicts.every(
    ({ repository, generator }) => isLong(repository) && isLong(generator),
  );
  if ('text' in lines && severalLines && readYaml(lines.text) !== undefined) return lines;
  return { conflicts: fields.conflicts };
}

function commentConflict(comment: string): Conflict {
  return { kind: 'lines', field: 'a comment in what the model changes', repository: comment };
}

function isLong(value: string | undefined): boolean {
  return value !== undefined && (value.includes('\n') || /^[[{]/.test(value));
}

function asText(lines: LineMerge): TextMerge {
  if ('text' in lines) return lines;
  return {
    conflicts: lines.clashes.map(({ line, repository, generator }) => ({
      kind: 'lines',
      field: `line ${line}`,
      repository,
      generator,
    })),
  };
}

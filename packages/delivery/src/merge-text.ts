import { mergeLines, type Texts } from './merge-lines.ts';

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

/** Merges two versions of a text: by lines, and by fields where lines clash in YAML. */
export function mergeText(texts: Texts & { readonly path: string }): TextMerge {
  const lines = mergeLines(texts);
  if ('text' in lines) return lines;
  return {
    conflicts: lines.clashes.map(({ line, repository, generator }) => ({
      kind: 'lines' as const,
      field: `line ${line}`,
      repository,
      generator,
    })),
  };
}

import type { Severity } from './finding.ts';
import type { Landscape, LandscapeObject } from './landscape/landscape.ts';
import type { FieldPath } from './source/field-path.ts';
import type { SourceDocument } from './source/source-file.ts';

/** Files of an example: `<repository>/<path>` to content. */
export type ExampleFiles = Readonly<Record<string, string>>;

/** Where a rule is broken: in an object, in a document of a file, or in a file. */
export type Place =
  | { readonly object: LandscapeObject; readonly field?: FieldPath }
  | { readonly document: SourceDocument; readonly field?: FieldPath }
  | { readonly repository: string; readonly path: string; readonly line?: number; readonly field?: string };

/** One place at which a rule is broken. */
export interface Violation {
  readonly at: Place;
  /** What is wrong there, without the place. */
  readonly message: string;
  /** @default the rule's own */
  readonly fix?: string;
}

/** A rule that repositories keep. What it says about itself becomes `docs/reference/rules.md`. */
export interface Rule {
  /** Lower case with hyphens; an anchor in the reference. */
  readonly id: string;
  /** One line that says what is asked for. */
  readonly title: string;
  readonly severity: Severity;
  /** What goes wrong when the rule is broken. */
  readonly why: string;
  /** What to do about it. */
  readonly fix: string;
  /** The least that breaks the rule, and the same put right. */
  readonly example: { readonly breaks: ExampleFiles; readonly keeps: ExampleFiles };
  /** All places at which it is broken. */
  check(landscape: Landscape): Iterable<Violation>;
}

/** Text of an example without the indentation that it has in the source. */
export function example(parts: TemplateStringsArray): string {
  const lines = (parts[0] ?? '').replace(/^\n/, '').trimEnd().split('\n');
  const indents = lines.filter((line) => line !== '').map((line) => line.length - line.trimStart().length);
  const indent = Math.min(...indents);
  return `${lines.map((line) => line.slice(indent)).join('\n')}\n`;
}

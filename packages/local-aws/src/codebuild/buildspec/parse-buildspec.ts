import type { Document, Node } from 'yaml';
import { isMap, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Buildspec } from './buildspec-schema.ts';
import { buildspecSchema } from './buildspec-schema.ts';

/** A buildspec that CodeBuild would not take: all that is wrong with it, each with its line. */
export class BuildspecError extends Error {
  override readonly name = 'BuildspecError';
  /** A line each: file, line, field, what is wrong. */
  readonly problems: readonly string[];

  constructor(file: string, problems: readonly string[]) {
    super(
      `${file} is not a buildspec that can be run:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
    );
    this.problems = problems;
  }
}

/** A text, and the name it has in messages. */
export interface BuildspecSource {
  /** Path inside its repository. */
  readonly file: string;
  readonly text: string;
}

/**
 * Reads a buildspec.
 *
 * @throws BuildspecError with everything that is wrong.
 */
export function parseBuildspec({ file, text }: BuildspecSource): Buildspec {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const at = (offset: number): string => `${file}:${lines.linePos(offset).line}`;
  if (document.errors.length > 0) {
    const problems = document.errors.map(
      ({ pos, message }) => `${at(pos[0])}: ${message.replace(/\n[^]*/, '')}`,
    );
    throw new BuildspecError(file, problems);
  }
  const result = buildspecSchema.safeParse(document.toJS({ maxAliasCount: 100 }));
  if (!result.success) {
    const problems = result.error.issues.flatMap((issue) => describe(issue, document, at));
    throw new BuildspecError(file, problems);
  }
  if (Object.keys(result.data.phases).length === 0) {
    throw new BuildspecError(file, [
      `${file}: phases: expected at least one of install, pre_build, build, post_build`,
    ]);
  }
  return result.data;
}

function describe(
  issue: z.core.$ZodIssue,
  document: Document.Parsed,
  at: (offset: number) => string,
): readonly string[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(
      (key) => `${at(offsetOf(document, [...path, key]))}: ${[...path, key].join('.')}: is not known here`,
    );
  }
  if (issue.code === 'invalid_key') {
    const said = issue.issues.map(({ message }) => message).join('; ');
    return [`${at(offsetOf(document, path))}: ${path.join('.')}: ${said}`];
  }
  const missing = path.length > 0 && !document.hasIn(path);
  const said = missing ? `is missing; ${issue.message}` : issue.message;
  return [`${at(offsetOf(document, path))}: ${path.join('.') || 'the file'}: ${said}`];
}

/** Where a field's key stands, or that of the nearest one around it. */
function offsetOf(document: Document.Parsed, path: readonly string[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const around = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    if (isMap(around)) {
      const pair = around.items.find((item) => String(item.key) === path[length - 1]);
      const range = (pair?.key as Node | undefined)?.range;
      if (range) return range[0];
    } else if (document.hasIn(path.slice(0, length))) {
      const range = (document.getIn(path.slice(0, length), true) as Node | undefined)?.range;
      if (range) return range[0];
    }
  }
  return 0;
}

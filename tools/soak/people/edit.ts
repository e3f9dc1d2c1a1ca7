import type { Dice } from './dice.ts';
import type { WorkingTree } from './working-tree.ts';

/** What a person has before them. */
export interface Desk {
  readonly files: WorkingTree;
  /** Paths of the generator's files, now or at an earlier delivery, that are there. */
  readonly generated: readonly string[];
  /** Paths that the generator will add. */
  readonly coming: readonly string[];
  readonly dice: Dice;
}

/** Something that a person does to files. @returns what, in a few words; nothing where there was nothing to do it to */
export type Edit = (desk: Desk) => string | undefined;

/** A line `key: value`, taken apart. */
export interface ScalarLine {
  readonly index: number;
  readonly start: string;
  readonly key: string;
  readonly value: string;
  readonly end: string;
}

// Keys that say which object or file is meant: to change them is to write another manifest, not to edit this one.
const identifying = new Set(['kind', 'apiVersion', 'name', 'path']);

/** Lines of a file that hold a scalar which people may change; none with a marker. */
export function scalarLines(lines: readonly string[]): readonly ScalarLine[] {
  return lines.flatMap((line, index) => {
    const [, start = '', key = '', value = '', end = ''] =
      /^(\s*(?:- )?([\w./-]+): +)([^#\s{[&*|>][^#]*?)((?:\s+#.*)?\r?)$/.exec(line) ?? [];
    return key === '' || identifying.has(key) || end.includes('{"$')
      ? []
      : [{ index, start, key, value, end }];
  });
}

/** Another value for a scalar, in the same kind of quotes. */
export function otherValue(value: string, dice: Dice): string {
  if (/^\d+$/.test(value)) return String(Number(value) + 1 + dice.below(50));
  const quoted = /^(["'])(.*)\1$/.exec(value);
  if (quoted !== null) return `${quoted[1] ?? ''}${quoted[2] ?? ''}-h${dice.below(100)}${quoted[1] ?? ''}`;
  return `${value}-h${dice.below(100)}`;
}

/** The lines with one replaced by others. */
export function replaced(
  lines: readonly string[],
  index: number,
  ...by: readonly string[]
): readonly string[] {
  return [...lines.slice(0, index), ...by, ...lines.slice(index + 1)];
}

/** A generated YAML file, or any text where there is none. */
export function someGenerated(
  { generated, files, dice }: Desk,
  which: (path: string) => boolean = () => true,
): string | undefined {
  const fitting = generated.filter(
    (path) => which(path) && files.has(path) && files.lines(path) !== undefined,
  );
  return fitting.length === 0 ? undefined : dice.pick(fitting);
}

/** Whether a path names a YAML file. */
export function isManifest(path: string): boolean {
  return path.endsWith('.yaml');
}

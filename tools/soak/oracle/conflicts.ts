import { fieldsOf, isInside, nameOf, type Fields } from './fields.ts';
import { isBlank, withoutHeld } from './held-values.ts';

/** Three versions of one YAML file as fields, held values blanked. */
export interface FieldVersions {
  readonly base: Fields;
  readonly before: Fields;
  readonly generated: Fields;
}

/** A field that both sides changed, and to what. */
export interface FieldConflict {
  readonly field: string;
  readonly repository: string | undefined;
  readonly generator: string | undefined;
}

/** Reads three versions of a file; none when one of them is no sound YAML. A file that was never delivered has an empty base. */
export function fieldVersions(base: string, before: string, generated: string): FieldVersions | undefined {
  const [b, o, n] = [base, before, generated].map((text) => fieldsOf(withoutHeld(text)));
  return b === undefined || o === undefined || n === undefined
    ? undefined
    : { base: b, before: o, generated: n };
}

/** Fields whose both changes can't stand side by side: no merge of these versions is right. */
export function conflictsOf({ base, before, generated }: FieldVersions): readonly FieldConflict[] {
  const conflicts: FieldConflict[] = [];
  for (const field of new Set([...base.values.keys(), ...before.values.keys(), ...generated.values.keys()])) {
    const [b, o, n] = [base.values.get(field), before.values.get(field), generated.values.get(field)];
    const clash = o !== b && n !== b && o !== n;
    if (
      clash ||
      (n !== b && n !== undefined && isGone(field, base, before)) ||
      (o !== b && o !== undefined && isGone(field, base, generated))
    ) {
      conflicts.push({ field: nameOf(field), repository: o, generator: n });
    }
  }
  return conflicts;
}

/** Whether both sides changed one list whose items have no names: to hold it is as right as to merge it. */
export function sharedLists({ base, before, generated }: FieldVersions): readonly string[] {
  const lists = new Set([...base.unnamed, ...before.unnamed, ...generated.unnamed]);
  const differs = (list: string, other: Fields): boolean =>
    other.unnamed.has(list) !== base.unnamed.has(list) || itemsOf(base, list) !== itemsOf(other, list);
  return [...lists].filter((list) => differs(list, before) && differs(list, generated)).map(nameOf);
}

/** Whether somebody added, removed or moved whole objects of the file: to hold it by its lines is as right as to merge it. */
export function objectsDiffer({ base, before, generated }: FieldVersions): boolean {
  const documents = base.documents.join('\n');
  return documents !== before.documents.join('\n') || documents !== generated.documents.join('\n');
}

/** What a merge did wrong to single fields, in sentences. */
export function fieldProblems(versions: FieldVersions, after: Fields): readonly string[] {
  const { base, before, generated } = versions;
  const problems: string[] = [];
  const all = [base, before, generated, after].flatMap(({ values }) => [...values.keys()]);
  for (const field of new Set(all)) {
    const [b, o, n, m] = [base, before, generated, after].map(({ values }) => values.get(field));
    const right = o === b ? n : o;
    if (m !== right) {
      problems.push(
        `${nameOf(field)}: ${say(b)} in the base, ${say(o)} in the repository, ${say(n)} generated, now ${say(m)}`,
      );
    }
  }
  return problems;
}

function isGone(field: string, base: Fields, other: Fields): boolean {
  return [...base.containers].some(
    (container) => isInside(field, container) && !other.containers.has(container),
  );
}

function itemsOf(fields: Fields, list: string): string {
  return [...fields.values.keys()].filter((field) => isInside(field, list)).join('\n');
}

function say(value: string | undefined): string {
  if (value === undefined) return 'nothing';
  return isBlank(value) ? 'a held value' : JSON.stringify(value);
}

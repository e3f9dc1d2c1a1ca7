import { fieldsOf, nameOf } from './fields.ts';
import { heldValues, isBlank, withoutHeld } from './held-values.ts';
import { isFile, type Snapshot } from './snapshot.ts';
import { textOf } from './text.ts';
import type { Transition } from './transition.ts';
import type { Violation } from './violation.ts';

interface HeldFile {
  /** Values by the key of their marker. */
  readonly byKey: ReadonlyMap<string, string>;
  /** Values by field. */
  readonly byField: ReadonlyMap<string, string>;
}

const nothing: HeldFile = { byKey: new Map(), byField: new Map() };

/** Checks that no held value was changed, neither forwards nor backwards, and that values move with their field. */
export function checkValues(transition: Transition): readonly Violation[] {
  const { base, before, generated, after } = transition;
  const [then, wanted, now] = [before, generated, after].map(heldFiles) as [HeldFiles, HeldFiles, HeldFiles];
  // A copy that somebody made elsewhere is theirs: no value moves out of it.
  const ours = new Map([...then].filter(([path]) => base.has(path)));
  const violations: Violation[] = [];
  const violation = (where: string, detail: string): void => {
    violations.push({ rule: 'held-value-changed', where, detail });
  };
  for (const [path, files] of now) {
    const own = then.get(path) ?? nothing;
    for (const [field, value] of files.byField) {
      const old = own.byField.get(field);
      if (old !== undefined && old !== value) violation(path, `${nameOf(field)}: ${old} became ${value}`);
    }
    for (const [key, value] of files.byKey) {
      const old = own.byKey.get(key);
      if (old !== undefined && old !== value) violation(path, `${key}: ${old} became ${value}`);
      if (old !== undefined || own.byField.size > 0) continue;
      const leaving = sourcesOf(key, ours, wanted);
      if (leaving.size > 0 && !leaving.has(value)) {
        violation(path, `${key} is ${value}, and was ${[...leaving].join(' or ')} in the file that it left`);
      }
    }
  }
  for (const [path, own] of then) violations.push(...checkDropped(transition, path, own, now.get(path)));
  return violations;
}

// A marker that goes while its field stays gives the line back to the generator: that has to be told.
function checkDropped(
  { before, after, ownership }: Transition,
  path: string,
  own: HeldFile,
  now: HeldFile | undefined,
): readonly Violation[] {
  const entry = after.get(path);
  if (entry === undefined || before.get(path)?.bytes.equals(entry.bytes) === true) return [];
  const fields = fieldsOf(textOf(entry.bytes)?.text ?? '')?.values;
  return [...own.byField]
    .filter(([field]) => fields?.has(field) === true && now?.byField.has(field) !== true)
    .filter(() => !ownership.some((note) => note.path === path))
    .map(([field]) => ({
      rule: 'report-wrong' as const,
      where: path,
      detail: `${nameOf(field)} is not held any more, and nothing was said`,
    }));
}

type HeldFiles = ReadonlyMap<string, HeldFile>;

function heldFiles(snapshot: Snapshot): HeldFiles {
  const files = new Map<string, HeldFile>();
  for (const [path, entry] of snapshot) {
    if (!isFile(entry) || !entry.bytes.includes('{"$')) continue;
    const file = heldFile(textOf(entry.bytes)?.text ?? '');
    if (file.byKey.size > 0) files.set(path, file);
  }
  return files;
}

function heldFile(text: string): HeldFile {
  const byKey = new Map([...heldValues(text)].map(([key, { value }]) => [key, value]));
  if (byKey.size === 0) return nothing;
  const values = fieldsOf(text)?.values;
  const blanked = fieldsOf(withoutHeld(text))?.values ?? new Map<string, string>();
  const byField = [...blanked]
    .filter(([, value]) => isBlank(value))
    .map(([field]) => [field, values?.get(field) ?? ''] as const);
  return { byKey, byField: new Map(byField) };
}

/** Values of a key in files of the repository for which the generator no longer has it. */
function sourcesOf(key: string, then: HeldFiles, wanted: HeldFiles): ReadonlySet<string> {
  const values = new Set<string>();
  for (const [path, { byKey }] of then) {
    const value = byKey.get(key);
    if (value !== undefined && wanted.get(path)?.byKey.has(key) !== true) values.add(value);
  }
  return values;
}

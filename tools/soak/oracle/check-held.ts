import type { HeldItem } from '@tideway/delivery';
import { commentsOf } from './comments.ts';
import { isYaml } from './check-merged.ts';
import { conflictsOf, fieldVersions, objectsDiffer, sharedLists, type FieldConflict } from './conflicts.ts';
import type { Expectation } from './expectation.ts';
import { heldValues } from './held-values.ts';
import type { Entry } from './snapshot.ts';
import { textOf } from './text.ts';
import type { Transition, Versions } from './transition.ts';
import type { Rule, Violation } from './violation.ts';

/** A held path, and what the oracle thinks of it. */
export interface HeldPath {
  readonly transition: Transition;
  readonly versions: Versions;
  readonly expectation: Expectation;
  readonly held: readonly HeldItem[];
}

const reasons: ReadonlySet<HeldItem['reason']> = new Set([
  'field-changed-on-both-sides',
  'lines-changed-on-both-sides',
  'deleted-in-repository',
  'changed-in-repository',
  'not-delivered-by-us',
  'in-the-way',
  'case-collision',
  'held-value',
  'root-does-not-render',
]);

/** Checks that a held path is held for a reason, and that the reason is told with field, both values and the way out. */
export function checkHeld(path: HeldPath): readonly Violation[] {
  const { versions, held } = path;
  const violation = (rule: Rule, detail: string): Violation => ({ rule, where: versions.path, detail });
  const needless = withoutReason(path);
  return [
    ...(needless === undefined
      ? []
      : [violation('held-without-reason', `${needless}; told: ${JSON.stringify(held)}`)]),
    ...[...notExplained(path)].map((detail) =>
      violation('held-not-explained', `${detail}; told: ${JSON.stringify(held)}`),
    ),
  ];
}

function withoutReason({ transition, versions, expectation, held }: HeldPath): string | undefined {
  const told = new Set(held.map(({ reason }) => reason));
  // Whether a root renders is found out by rendering it: see check-roots.
  if (told.has('root-does-not-render')) return undefined;
  switch (expectation.kind) {
    case 'held':
      return undefined;
    case 'repository':
      return 'the generator has nothing to say here';
    case 'generated':
      return told.has('held-value') && markersMove(versions) ? undefined : 'only the generator changed it';
    case 'gone':
      if (told.has('held-value') && isHeldElsewhere(transition, versions)) return undefined;
      // Line ends and mode are a person's change too: to ask is as right as to remove.
      return versions.base?.bytes.equals(versions.before?.bytes ?? Buffer.alloc(0)) === true &&
        versions.base.mode === versions.before?.mode
        ? 'the model dropped it, and nobody changed it'
        : undefined;
    case 'merged':
      return mergeable(versions) ? 'the two changes touch no common field, list or comment' : undefined;
  }
}

function mergeable(versions: Versions): boolean {
  const { path, base, before, generated } = versions;
  const texts = [base, before, generated].map((entry) =>
    entry === undefined ? undefined : textOf(entry.bytes),
  );
  const [b, o, n] = texts;
  if (!isYaml(path) || b === undefined || o === undefined || n === undefined || o.mixed) return false;
  const fields = fieldVersions(b.text, o.text, n.text);
  if (fields === undefined || objectsDiffer(fields) || markersMove(versions)) return false;
  const comments = JSON.stringify([...commentsOf(b.text)]) === JSON.stringify([...commentsOf(o.text)]);
  return comments && conflictsOf(fields).length === 0 && sharedLists(fields).length === 0;
}

// A value that goes to a file which is held itself has to stay where it is.
function isHeldElsewhere({ generated, held }: Transition, { path, before }: Versions): boolean {
  const keys = valuesOf(before).keys();
  const others = held.filter((item) => item.path !== path).map((item) => valuesOf(generated.get(item.path)));
  return [...keys].some((key) => others.some((values) => values.has(key)));
}

function markersMove({ base, before, generated }: Versions): boolean {
  const [b, o, n] = [base, before, generated].map((entry) => markersOf(entry));
  return o !== n || b !== n;
}

function markersOf(entry: Entry | undefined): string {
  return [...valuesOf(entry).keys()].sort().join('\n');
}

function valuesOf(entry: Entry | undefined): ReturnType<typeof heldValues> {
  return heldValues((entry && textOf(entry.bytes)?.text) ?? '');
}

function* notExplained({ versions, expectation, held }: HeldPath): Iterable<string> {
  const { base, before, generated, path } = versions;
  for (const { reason, wayOut, field, repository, generator } of held) {
    if (!reasons.has(reason)) yield `${String(reason)} is no reason that anybody knows`;
    if (wayOut.trim() === '') yield 'there is no way out';
    if (reason !== 'field-changed-on-both-sides') continue;
    if (field === undefined || field === '') yield 'the field is not named';
    for (const [side, value, entry] of [
      ['repository', repository, before],
      ['generator', generator, generated],
    ] as const) {
      if (value !== undefined && !mentions(entry, value))
        yield `the ${side} does not have the value ${JSON.stringify(value)}`;
    }
  }
  if (expectation.kind !== 'merged' || !isYaml(path)) return;
  const [b, o, n] = [base, before, generated].map((entry) => (entry && textOf(entry.bytes)?.text) ?? '') as [
    string,
    string,
    string,
  ];
  const fields = fieldVersions(b, o, n);
  if (fields === undefined || objectsDiffer(fields)) return;
  for (const conflict of conflictsOf(fields)) {
    if (!held.some((item) => tells(item, conflict))) yield `nothing tells about ${conflict.field}`;
  }
}

// The field itself, or a map or list around it.
function tells(item: HeldItem, { field, repository, generator }: FieldConflict): boolean {
  if (item.reason !== 'field-changed-on-both-sides') return item.reason !== 'lines-changed-on-both-sides';
  const words = (text: string): readonly string[] => text.split(/[^\w-]+/).filter((word) => word !== '');
  const last = words(item.field ?? '').at(-1);
  return (
    (last !== undefined && words(field).includes(last)) ||
    (item.repository === repository && item.generator === generator)
  );
}

function mentions(entry: Entry | undefined, told: string): boolean {
  const text = entry && textOf(entry.bytes)?.text;
  // Of a held field the file has the marker; its value may have come from another place.
  const value = told.replace(/^.* # (?=\{")/, '').replace(/, without a marker$/, '');
  // A long map or list is told by its beginning.
  return (
    text !== undefined && (value.endsWith('…') || scalarsOf(value).every((scalar) => text.includes(scalar)))
  );
}

// A map or a list is told as JSON, a scalar as it stands there.
function scalarsOf(value: string): readonly string[] {
  try {
    const content: unknown = JSON.parse(value);
    if (typeof content !== 'object' || content === null) return [value];
    return Object.values(content).flatMap((inner) =>
      scalarsOf(typeof inner === 'object' ? JSON.stringify(inner) : String(inner)),
    );
  } catch {
    return value.split('\n').map((line) => line.trim());
  }
}

import { parseAllDocuments } from 'yaml';
import type { Delivery } from './delivery.ts';
import type { Files } from './playground.test.fixture.ts';

/** One delivery, seen from outside: what was there before, what is there now, what the generator gave. */
export interface Seen {
  /** What the delivery before gave, as far as it was not held. */
  readonly base: Files;
  /** The branch right before the delivery commit. */
  readonly repository: Files;
  readonly generated: Files;
  /** The branch after it. */
  readonly after: Files;
  readonly delivery: Delivery;
}

/** Everything that is wrong with a delivery, in words. It knows nothing of how a delivery is made. */
export function faults(seen: Seen): string[] {
  const paths = new Set(
    [seen.base, seen.repository, seen.generated, seen.after].flatMap((files) => Object.keys(files)),
  );
  const held = new Map(seen.delivery.held.map((item) => [item.path, item]));
  const found = [...paths].flatMap((path) =>
    faultsOf({
      base: seen.base[path],
      repository: seen.repository[path],
      generated: seen.generated[path],
      after: seen.after[path],
      held: held.has(path),
    }).map((fault) => `${path}: ${fault}`),
  );
  for (const { path, wayOut } of held.values()) if (!wayOut.includes(path)) found.push(`${path}: no way out`);
  return [...found, ...heldValueFaults(seen)];
}

/** What the next delivery has as its base: everything given, but for what is held. */
export function nextBase({
  base,
  generated,
  delivery,
}: Pick<Seen, 'base' | 'generated' | 'delivery'>): Files {
  const next: Record<string, string> = { ...generated };
  for (const { path } of delivery.held) {
    const before = base[path];
    if (before === undefined) Reflect.deleteProperty(next, path);
    else next[path] = before;
  }
  return next;
}

interface OnePath {
  readonly base: string | undefined;
  readonly repository: string | undefined;
  readonly generated: string | undefined;
  readonly after: string | undefined;
  readonly held: boolean;
}

function faultsOf({ base, repository, generated, after, held }: OnePath): string[] {
  if (held) return after === repository ? [] : ['held, but changed'];
  const [b, o, n, m] = [plain(base), plain(repository), plain(generated), plain(after)];
  const mustBe = (expected: string | undefined, why: string): string[] => (m === expected ? [] : [why]);
  if (b === undefined && n === undefined) return after === repository ? [] : ['not ours, but changed'];
  if (o === n) return after === repository ? [] : ['was right, but changed'];
  if (b === n) return after === repository ? [] : ['only people changed it, but it changed again'];
  if (o === b) return mustBe(n, 'only the generator changed it, but it is not there');
  if (o === undefined || n === undefined || b === undefined || m === undefined) return ['should be held'];
  return mergeFaults(b, o, n, m);
}

// Every field that one side changed must be in the merge; none may have been changed by both.
function mergeFaults(b: string, o: string, n: string, m: string): string[] {
  const [before, theirs, ours, merged] = [fields(b), fields(o), fields(n), fields(m)];
  const found: string[] = [];
  for (const field of new Set([...before.keys(), ...theirs.keys(), ...ours.keys(), ...merged.keys()])) {
    const [was, their, our, now] = [before.get(field), theirs.get(field), ours.get(field), merged.get(field)];
    if (their !== was && now !== their)
      found.push(`${field}: people's ${String(their)} became ${String(now)}`);
    else if (their === was && now !== our)
      found.push(`${field}: the generator's ${String(our)} is ${String(now)}`);
  }
  return found;
}

/** Leaves of all documents of a YAML text by their path; lists by name, as sets where they hold resources. */
export function fields(text: string): Map<string, string> {
  const leaves = new Map<string, string>();
  const walk = (value: unknown, path: string): void => {
    if (Array.isArray(value)) {
      const items = value as unknown[];
      const named = items.every((item) => typeof item === 'object' && item !== null && 'name' in item);
      if (named) for (const item of items) walk(item, `${path}[${String(item.name)}]`);
      else for (const item of items) leaves.set(`${path}[${String(item)}]`, 'in the list');
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, child] of Object.entries(value)) walk(child, `${path}.${key}`);
    } else leaves.set(path, String(value));
  };
  for (const [index, document] of parseAllDocuments(text, { schema: 'failsafe' }).entries()) {
    walk(document.toJS(), String(index));
  }
  return leaves;
}

const markedLine = /^(\s*(?:- )?[\w-]+: )(\S+)( # (\{"\$(?:imagepolicy|tideway)": "[^"]+"\}))\r?$/gm;

/** Values of a file's held fields by their marker. */
export function heldValues(text: string): Map<string, string> {
  return new Map([...text.matchAll(markedLine)].map(([, , value = '', , marker = '']) => [marker, value]));
}

// A file without what the repository owns: held values, line ends and the mode.
function plain(text: string | undefined): string | undefined {
  return text?.replace(/^\+x /, '').replaceAll('\r\n', '\n').replaceAll(markedLine, '$1HELD$3');
}

function heldValueFaults({ repository, after, generated }: Seen): string[] {
  const found: string[] = [];
  const everywhere = new Map(Object.values(after).flatMap((text) => [...heldValues(text)]));
  for (const [path, text] of Object.entries(repository)) {
    const now = heldValues(after[path] ?? '');
    const wanted = heldValues(generated[path] ?? '');
    const movedTo = new Map(Object.values(generated).flatMap((file) => [...heldValues(file)]));
    for (const [marker, value] of heldValues(text)) {
      const kept = now.get(marker);
      if (kept === value) continue;
      if (kept !== undefined) found.push(`${path}: held value of ${marker} went from ${value} to ${kept}`);
      else if (wanted.has(marker)) found.push(`${path}: held value ${value} of ${marker} is gone`);
      else if (movedTo.has(marker) && everywhere.get(marker) !== value) {
        found.push(`${path}: held value ${value} of ${marker} did not move along`);
      }
    }
  }
  return found;
}

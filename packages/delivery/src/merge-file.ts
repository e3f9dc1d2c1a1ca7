import { heldText, sourcesOf, withSources, type HeldSources, type HeldText } from './held-values.ts';
import { mergeText, type Conflict } from './merge-text.ts';
import { readText, reencoded, writeText } from './text.ts';

/** One file in its three versions. */
export interface FileVersions {
  readonly path: string;
  /** The generator's version at the last delivery. @default it was not delivered before */
  readonly base?: Uint8Array;
  readonly repository: Uint8Array;
  readonly generator: Uint8Array;
  /** Held values that come from elsewhere in the repository. */
  readonly movedValues: HeldSources;
}

/** What a file becomes. */
export type FileMerge = (
  | {
      /** `recorded`: the generator gives what is there. `edited`: only the repository changed. `taken`: only the generator did. */
      readonly kind: 'recorded' | 'edited' | 'taken';
    }
  | { readonly kind: 'merged'; readonly bytes: Uint8Array }
  /** Without a base nobody can say who changed what. */
  | { readonly kind: 'no-base' }
  | { readonly kind: 'conflict'; readonly conflicts: readonly Conflict[] }
) & {
  /** The generator's version with the values that the repository holds, in the repository's line ends. */
  readonly generator: Uint8Array;
};

/** Merges one file: held values first, then whole versions, then lines, then fields. */
export function mergeFile(versions: FileVersions): FileMerge {
  const repository = readText(versions.repository);
  const generated = readText(versions.generator);
  const based = versions.base === undefined ? undefined : readText(versions.base);
  if (repository === undefined || generated === undefined) return mergeBinary(versions);
  const { encoding } = repository;
  const theirs = repository.text;
  const values = sourcesOf(heldText(theirs));
  const generatedText = reencoded(generated, encoding);
  const known = new Map([...versions.movedValues, ...values]);
  const ours = withSources(heldText(generatedText), known);
  const untouched = ours === generatedText && !repository.crlf;
  const generator = untouched ? versions.generator : writeText(ours, repository);
  if (ours === theirs) return { kind: 'recorded', generator };
  if (based === undefined) return { kind: 'no-base', generator };
  // A value that came along is no change of the generator where the generator had its field before.
  const base = withSources(heldText(reencoded(based, encoding)), known);
  if (base === theirs) return { kind: 'taken', generator };
  if (base === ours) return { kind: 'edited', generator };
  const merge = mergeText({ path: versions.path, base, repository: theirs, generator: ours });
  if ('conflicts' in merge) return { kind: 'conflict', conflicts: merge.conflicts, generator };
  const lost = lostValues(values, heldText(merge.text), heldText(ours));
  if (lost.length > 0) return { kind: 'conflict', conflicts: lost, generator };
  // The repository may have had the generator's change before, beside its own.
  if (merge.text === theirs) return { kind: 'edited', generator };
  return { kind: 'merged', bytes: writeText(merge.text, repository), generator };
}

/** Whether the repository's version is the generator's former one, but for held values and line ends. */
export function isUntouched(base: Uint8Array, repository: Uint8Array): boolean {
  const theirs = readText(repository);
  const before = readText(base);
  if (theirs === undefined || before === undefined) return false;
  const values = sourcesOf(heldText(theirs.text));
  return withSources(heldText(reencoded(before, theirs.encoding)), values) === theirs.text;
}

/** A file with values that its held fields had in another file. */
export function withMovedValues(bytes: Uint8Array, values: HeldSources): Uint8Array {
  if (values.size === 0) return bytes;
  const file = readText(bytes);
  return file === undefined ? bytes : writeText(withSources(heldText(file.text), values), file);
}

function mergeBinary({ base, repository, generator }: FileVersions): FileMerge {
  if (Buffer.compare(repository, generator) === 0) return { kind: 'recorded', generator };
  if (base === undefined) return { kind: 'no-base', generator };
  if (Buffer.compare(base, repository) === 0) return { kind: 'taken', generator };
  if (Buffer.compare(base, generator) === 0) return { kind: 'edited', generator };
  return { kind: 'conflict', conflicts: [{ kind: 'lines' }], generator };
}

// A merge must not move what the repository owns; only a marker that the generator dropped may go.
function lostValues(before: HeldSources, merged: HeldText, generated: HeldText): readonly Conflict[] {
  const after = sourcesOf(merged);
  const wanted = sourcesOf(generated);
  return [...before]
    .filter(([key, value]) => after.get(key) !== value && (after.has(key) || wanted.has(key)))
    .map(([key, value]) => ({ kind: 'held', field: key, repository: value, generator: after.get(key) }));
}

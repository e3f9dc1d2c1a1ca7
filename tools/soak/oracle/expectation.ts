import { isFile, type Entry } from './snapshot.ts';
import { alike, type Transition, type Versions } from './transition.ts';

/** What a delivery must do to one path, as far as that can be said without merging. */
export type Expectation =
  /** Nobody but the repository has anything to say: not one byte may differ. */
  | { readonly kind: 'repository' }
  /** The model dropped it, and nobody else changed it. */
  | { readonly kind: 'gone' }
  /** The generator's version, with the repository's held values and line ends. */
  | { readonly kind: 'generated' }
  /** Both sides changed the file: what each changed must be in it, or it is held. */
  | { readonly kind: 'merged' }
  /** There is no version that keeps both sides' changes. */
  | { readonly kind: 'held'; readonly why: string };

const repository: Expectation = { kind: 'repository' };
const generatedVersion: Expectation = { kind: 'generated' };
const gone: Expectation = { kind: 'gone' };

/** What must become of a path. */
export function expectationOf(transition: Transition, versions: Versions): Expectation {
  const { path, base, before, generated } = versions;
  const taken = transition.take.get(path);
  if (taken === 'repository' || (base === undefined && generated === undefined)) return repository;
  if (generated === undefined) return ofDropped(base, before, taken === 'generated');
  const generatorChanged = base === undefined || base.mode !== generated.mode || !alike(base, generated);
  if (!generatorChanged && taken === undefined) return repository;
  const obstacle = obstacleOf(transition, path, before);
  if (obstacle !== undefined) return { kind: 'held', why: obstacle };
  if (taken === 'generated') return generatedVersion;
  if (base === undefined) return ofNew(before, generated);
  if (before === undefined) {
    return alike(base, generated)
      ? repository
      : { kind: 'held', why: 'the generator changed what was deleted' };
  }
  if (!isFile(before)) return { kind: 'held', why: 'the generator changed what is no file any more' };
  if (alike(base, before)) return generatedVersion;
  return alike(before, generated) ? repository : { kind: 'merged' };
}

function ofDropped(base: Entry | undefined, before: Entry | undefined, decided: boolean): Expectation {
  if (before === undefined) return repository;
  if (decided || alike(base, before)) return gone;
  return { kind: 'held', why: 'the model dropped what was changed in the repository' };
}

function ofNew(before: Entry | undefined, generated: Entry): Expectation {
  if (before === undefined) return generatedVersion;
  if (alike(before, generated)) return repository;
  return { kind: 'held', why: 'another file is there that was never delivered' };
}

function obstacleOf({ before, after }: Transition, path: string, own: Entry | undefined): string | undefined {
  const lower = path.toLowerCase();
  for (const other of before.keys()) {
    if (other === path || !after.has(other)) continue;
    if (other.startsWith(`${path}/`)) return `${other} is in the way`;
    if (path.startsWith(`${other}/`)) return `${other} is no folder`;
    if (own === undefined && other.toLowerCase() === lower)
      return `${other} differs in upper and lower case only`;
  }
  return undefined;
}

import fc from 'fast-check';
import { modelChanges, type ModelChange } from '../model/changes.ts';
import type { Role } from '../model/trees.ts';
import { edits, type EditName } from '../people/edits.ts';

/** Something that a person or a robot commits and pushes. */
export interface Commit {
  readonly edits: readonly EditName[];
  /** Decides which file, which line, which value. */
  readonly seed: number;
}

/** A place that deliveries are made from, with a state directory of its own. */
export type Machine = 'laptop' | 'pipeline';

/** One step of a run. */
export type Command =
  /** The model says something else from now on. */
  | { readonly do: 'model'; readonly changes: readonly ModelChange[]; readonly seed: number }
  /** Somebody pushes a commit. */
  | ({ readonly do: 'commit' } & Commit)
  /** Somebody changes the very field that the model changes next; or makes the very change. */
  | { readonly do: 'clash'; readonly agree: boolean; readonly change: ModelChange; readonly seed: number }
  | { readonly do: 'sync'; readonly machine: Machine; readonly again: Machine | 'new' }
  /** A sync, and others push exactly between its fetch and its push: before git asks, or while the server works. */
  | {
      readonly do: 'race';
      readonly machine: Machine;
      readonly late: boolean;
      /** So that there is something to push. */
      readonly change: ModelChange;
      readonly seed: number;
      readonly commits: readonly Commit[];
    }
  /** Two syncs and somebody's pushes, all at once. */
  | {
      readonly do: 'together';
      readonly shared: boolean;
      readonly stale: boolean;
      readonly commits: readonly Commit[];
    }
  /** Somebody decides about a held file. */
  | { readonly do: 'take'; readonly side: 'generated' | 'repository'; readonly seed: number }
  /** A machine forgets. */
  | {
      readonly do: 'lose';
      readonly machine: Machine;
      readonly what: 'everything' | 'mirror' | 'state' | 'objects';
    }
  /** Somebody works on while a delivery lands, and brings both together. */
  | { readonly do: 'merge'; readonly how: 'foxtrot' | 'no-ff' | 'squash' | 'rebase'; readonly commit: Commit }
  /** Somebody takes the last delivery back. */
  | { readonly do: 'revert' }
  /** The remote refuses a push, in its own words. */
  | { readonly do: 'refuse'; readonly machine: Machine };

/** A run: what it starts with, and what happens. */
export interface Story {
  readonly role: Role;
  readonly services: number;
  /** Whether deliveries render what they change, and the oracle does too. */
  readonly renders: boolean;
  /** Whether the first delivery comes first of all. */
  readonly delivered: boolean;
  readonly commands: readonly Command[];
}

const seed = fc.nat(0xffff);
const machine = fc.constantFrom<Machine>('laptop', 'pipeline');
const editName = fc.oneof(
  ...Object.entries(edits).map(([name, { weight }]) => ({
    weight,
    arbitrary: fc.constant(name as EditName),
  })),
);
const commit = fc.record({ edits: fc.array(editName, { minLength: 1, maxLength: 3 }), seed });
const commits = fc.array(commit, { minLength: 1, maxLength: 3 });
const modelChange = fc.constantFrom(...modelChanges);

const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('model' as const),
      changes: fc.array(modelChange, { minLength: 1, maxLength: 3 }),
      seed,
    }),
  },
  { weight: 7, arbitrary: commit.map((one) => ({ do: 'commit' as const, ...one })) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('clash' as const),
      agree: fc.boolean(),
      change: modelChange,
      seed,
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('sync' as const),
      machine,
      again: fc.constantFrom<Machine | 'new'>('laptop', 'pipeline', 'new'),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('race' as const),
      machine,
      late: fc.boolean(),
      change: modelChange,
      seed,
      commits,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('together' as const),
      shared: fc.boolean(),
      stale: fc.boolean(),
      commits,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('take' as const),
      side: fc.constantFrom('generated' as const, 'repository' as const),
      seed,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('lose' as const),
      machine,
      what: fc.constantFrom('everything' as const, 'mirror' as const, 'state' as const, 'objects' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('merge' as const),
      how: fc.constantFrom('foxtrot' as const, 'no-ff' as const, 'squash' as const, 'rebase' as const),
      commit,
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'revert' as const }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('refuse' as const), machine }) },
);

/**
 * Runs of a certain length.
 *
 * @param length most commands of a run
 */
export function stories(length: number): fc.Arbitrary<Story> {
  return fc.record({
    role: fc.oneof(
      { weight: 5, arbitrary: fc.constant<Role>('tenant') },
      { weight: 1, arbitrary: fc.constant<Role>('flux') },
      { weight: 1, arbitrary: fc.constant<Role>('sources') },
    ),
    services: fc.integer({ min: 2, max: 4 }),
    renders: fc.oneof(
      { weight: 3, arbitrary: fc.constant(false) },
      { weight: 1, arbitrary: fc.constant(true) },
    ),
    delivered: fc.oneof(
      { weight: 7, arbitrary: fc.constant(true) },
      { weight: 1, arbitrary: fc.constant(false) },
    ),
    commands: fc.array(command, { minLength: 1, maxLength: length, size: 'max' }),
  });
}

/** A command in one line. */
export function describe({ do: name, ...details }: Command): string {
  return `${name} ${JSON.stringify(details)}`;
}

import type { ModelChange } from '../model/changes.ts';
import type { Role } from '../model/trees.ts';
import type { EditName } from '../people/edits.ts';

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
  /** A delivery by pull request: merged in one of Git's ways, perhaps after other commits, or left alone. */
  | {
      readonly do: 'propose';
      readonly machine: Machine;
      readonly change: ModelChange;
      readonly seed: number;
      readonly meanwhile: readonly Commit[];
      readonly how: 'fast-forward' | 'no-ff' | 'squash' | 'squash with its message' | 'abandon';
      /** Whether the branch of the pull request is deleted afterwards. */
      readonly tidy: boolean;
    }
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

/** A command in one line. */
export function describe({ do: name, ...details }: Command): string {
  return `${name} ${JSON.stringify(details)}`;
}

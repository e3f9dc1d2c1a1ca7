/** What a delivery did, as a whole. */
export type Outcome =
  /** The branch did not exist; it does now. */
  | 'created'
  /** The branch got a delivery commit. */
  | 'updated'
  /** Everything was there already, by somebody else's hand: the delivery commit only records that. */
  | 'recorded'
  /** A pull request was opened or brought up to date. */
  | 'proposed'
  /** Nothing to do, nothing was written. */
  | 'unchanged'
  /** Something is held and needs a decision; what is not held was delivered. */
  | 'held'
  /** A dry run: what would be done. */
  | 'planned';

/** What a delivery did to one file. */
export interface Change {
  readonly path: string;
  readonly kind: ChangeKind;
}

/** What a delivery can do to a file. */
export type ChangeKind =
  | 'added'
  | 'updated'
  /** Others' lines or fields and the generator's are both in it. */
  | 'merged'
  | 'removed'
  /** The repository already had what the generator gives. */
  | 'recorded'
  /** The repository's version was kept because `take` or `adopt` said so. */
  | 'kept';

/** Why something is held. */
export type HeldReason =
  /** One and the same field has a new value on both sides. */
  | 'field-changed-on-both-sides'
  /** One and the same place of a file that has no fields was changed on both sides. */
  | 'lines-changed-on-both-sides'
  /** The generator changed a file that was deleted in the repository. */
  | 'deleted-in-repository'
  /** The generator dropped a file that was changed in the repository. */
  | 'changed-in-repository'
  /** The repository has another file there that Tideway never delivered. */
  | 'not-delivered-by-us'
  /** A symbolic link, a submodule, a file or a folder is where the generator's file belongs. */
  | 'in-the-way'
  /** A file there has a name that differs in upper and lower case only. */
  | 'case-collision'
  /** Taking the change would lose or move a value that the repository owns. */
  | 'held-value'
  /** A Kustomize root would no longer render with only a part of the changes. */
  | 'root-does-not-render';

/** A file, or a field of it, that kept the repository's version and needs a decision. */
export interface HeldItem {
  readonly path: string;
  readonly reason: HeldReason;
  /** The field, such as `Deployment/front-end: spec.replicas`; none when it is about the whole file. */
  readonly field?: string;
  /** The repository's value; none when it has none. */
  readonly repository?: string;
  /** The generator's value; none when it has none. */
  readonly generator?: string;
  /** One sentence more: what is in the way, or what kustomize said. */
  readonly detail?: string;
  /** What to do about it. */
  readonly wayOut: string;
}

/** A held field that the model no longer holds: the generator owns the line again. */
export interface OwnershipNote {
  readonly path: string;
  readonly marker: string;
  /** The value that the repository had. */
  readonly repository: string;
}

/** What happened, as data. */
export interface Delivery {
  readonly repository: string;
  readonly branch: string;
  readonly outcome: Outcome;
  /** Sorted by path. */
  readonly changes: readonly Change[];
  /** Sorted by path; not empty means that somebody has to decide. */
  readonly held: readonly HeldItem[];
  /** Held fields that the generator owns again. */
  readonly ownership: readonly OwnershipNote[];
  /** Head of the branch before. */
  readonly before?: string;
  /** Head of the branch after; the proposed commit when it went to a pull request. */
  readonly after?: string;
  /** Whether anything was pushed. */
  readonly pushed: boolean;
  /** The pull request, when there is one. */
  readonly pullRequest?: { readonly id: string; readonly title: string };
  /** How often it was tried; more than 1 when others pushed meanwhile. */
  readonly attempts: number;
  /** Milliseconds. */
  readonly duration: number;
}

/** Where a delivery is at. */
export interface Step {
  readonly kind:
    'looking' | 'waiting' | 'fetching' | 'planning' | 'rendering' | 'writing' | 'pushing' | 'retrying';
  readonly repository: string;
  /** From 1. */
  readonly attempt: number;
}

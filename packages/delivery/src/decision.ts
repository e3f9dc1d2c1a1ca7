import type { ChangeKind, HeldItem } from './delivery.ts';
import type { FileMode } from './generated-tree.ts';

/** Which version a person decided for. */
export type Side = 'generated' | 'repository';

/** What becomes of one path. */
export type Decision =
  | {
      readonly kind: 'write';
      readonly mode: FileMode;
      readonly bytes: Uint8Array;
      readonly change: ChangeKind;
    }
  | { readonly kind: 'remove' }
  /** The repository's version stays, and counts as settled. */
  | { readonly kind: 'keep'; readonly change: 'recorded' | 'kept' | undefined }
  /** The repository's version stays, and comes up again next time. */
  | { readonly kind: 'hold'; readonly items: readonly HeldItem[] };

/** The repository's version stays because nothing speaks against it. */
export const leave: Decision = { kind: 'keep', change: undefined };

/** A hold with one reason. */
export function hold(item: Omit<HeldItem, 'wayOut'>): Decision {
  return { kind: 'hold', items: [{ ...item, wayOut: wayOut(item.path, item.reason) }] };
}

/** What to do about a held path. */
export function wayOut(path: string, reason: HeldItem['reason']): string {
  switch (reason) {
    case 'in-the-way':
    case 'case-collision':
      return `Move it away in the repository, or change the model so that ${path} is not generated.`;
    case 'held-value':
      return `Put the value where the model now holds it, in the repository, and sync again; or take one version: --take generated ${path} or --take repository ${path}.`;
    case 'root-does-not-render':
      return `Solve what is held in the same root, or decide for this file: --take generated ${path} or --take repository ${path}.`;
    case 'not-delivered-by-us':
      return `Decide for this file, --take generated ${path} or --take repository ${path}, or for all: --adopt generated or --adopt repository.`;
    case 'changed-in-repository':
    case 'deleted-in-repository':
    case 'field-changed-on-both-sides':
    case 'lines-changed-on-both-sides':
      return `Take one version, --take generated ${path} or --take repository ${path}, or bring the repository's change into the model.`;
  }
}

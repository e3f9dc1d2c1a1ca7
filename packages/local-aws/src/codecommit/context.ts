import type { Caller } from '../credentials/caller.ts';
import type { Push } from '../git/git-service.ts';
import type { StateDirectory } from '../state/state-directory.ts';

/** What the operations of CodeCommit's API work with. */
export interface CodeCommitContext {
  readonly state: StateDirectory;
  readonly caller: Caller;
  readonly region: string;
  /** Tells that refs were changed. */
  readonly onPush: (push: Push) => void;
}

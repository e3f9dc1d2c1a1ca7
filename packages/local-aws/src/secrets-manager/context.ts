import type { Caller } from '../credentials/caller.ts';
import type { StateDirectory } from '../state/state-directory.ts';

/** What the operations of Secrets Manager's API work with. */
export interface SecretsManagerContext {
  readonly state: StateDirectory;
  readonly caller: Caller;
  readonly region: string;
}

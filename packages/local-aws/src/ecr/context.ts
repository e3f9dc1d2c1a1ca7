import type { Caller, KeyRing } from '../credentials/caller.ts';
import type { StateDirectory } from '../state/state-directory.ts';
import type { OciRegistry } from './oci-registry.ts';

/** What the operations of ECR's API work with. */
export interface EcrContext {
  readonly state: StateDirectory;
  readonly ring: KeyRing;
  readonly caller: Caller;
  readonly region: string;
  /** The registry behind; undefined if none was given. */
  readonly registry: OciRegistry | undefined;
}

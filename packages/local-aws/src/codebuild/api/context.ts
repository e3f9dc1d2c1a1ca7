import type { Caller, KeyRing } from '../../credentials/caller.ts';
import type { CodeBuild } from '../code-build.ts';

/** What the operations of CodeBuild's API work with. */
export interface CodeBuildContext {
  readonly ring: KeyRing;
  readonly caller: Caller;
  readonly region: string;
  /** Undefined where no builds run. */
  readonly codeBuild: () => CodeBuild | undefined;
}

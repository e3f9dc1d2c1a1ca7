import type { Evidence } from './evidence.ts';
import type { World } from './world.ts';

/** A promise, and how it is put to the test on the live cluster. */
export interface Scenario {
  /** Short name for the command line, such as `drift-is-corrected`. */
  readonly name: string;
  /** The promise as a reader understands it. */
  readonly promise: string;
  /** Rows of the tutorial's check table that it covers; none for promises of our own. */
  readonly ids: readonly string[];
  /** Name under which it is chosen together with others. @default none */
  readonly group?: string;
  /**
   * Whether what it commits is taken back only when its whole phase is over, because it would come between what others
   * push side by side with it. @default false
   */
  readonly lasting?: boolean;
  /**
   * Why it can't be put to the test on this machine, in words: then it is skipped. Undefined when it can.
   * @default it always can
   */
  obstacle?(world: World): Promise<string | undefined>;
  /**
   * Puts it to the test: makes its own state, asserts on the cluster and on Git, says what it measured. What it
   * commits through the world is taken back afterwards.
   *
   * @throws Error that says what was expected and what was there
   */
  run(world: World, evidence: Evidence): Promise<void>;
}

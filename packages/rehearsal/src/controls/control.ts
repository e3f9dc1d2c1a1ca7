import type { Scenario } from '../scenarios/scenario.ts';
import type { World } from '../scenarios/world.ts';

/** Something that is broken on purpose, to see that a scenario notices. */
export interface Control {
  /** What is broken, such as `prune is off`. */
  readonly name: string;
  /** The scenario that has to notice. */
  readonly notices: Scenario;
  /** What it has to say: to fail for another reason is not to notice. */
  readonly says: RegExp;
  /** Breaks it. What is committed through the world is taken back afterwards. */
  sabotage(world: World): Promise<void>;
  /** Mends what no commit takes back, after the commits were taken back. @default nothing */
  mend?(world: World): Promise<void>;
}

/** How a control went. */
export interface ControlResult {
  readonly name: string;
  readonly scenario: string;
  /** Whether the scenario broke for the right reason, and none of those beside it did; skipped as its scenario is. */
  readonly outcome: 'noticed' | 'missed' | 'skipped';
  /** What the scenario said, or why the control failed or was skipped. */
  readonly said: string;
  /** Milliseconds. */
  readonly duration: number;
}

import type { Scenario } from './scenario.ts';
import { shopIsRunning } from './shop-is-running.ts';

/** Every scenario, in the order in which they run. */
export const scenarios: readonly Scenario[] = [shopIsRunning];

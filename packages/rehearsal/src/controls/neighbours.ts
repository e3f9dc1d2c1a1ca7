import { buildsHaveNoClusterAccess } from '../scenarios/builds-have-no-cluster-access.ts';
import { fluxIsLockedDown } from '../scenarios/flux-is-locked-down.ts';
import { foreignSourcesAreRefused } from '../scenarios/foreign-sources-are-refused.ts';
import { nothingByHand } from '../scenarios/nothing-by-hand.ts';
import { redeliveryChangesNothing } from '../scenarios/redelivery-changes-nothing.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { shopIsRunning } from '../scenarios/shop-is-running.ts';

/**
 * Scenarios that must be kept whatever is broken on purpose, unless they are the one that has to notice: they look at
 * different parts of the platform, change nothing, and take no time.
 */
export const neighbours: readonly Scenario[] = [
  nothingByHand,
  shopIsRunning,
  fluxIsLockedDown,
  buildsHaveNoClusterAccess,
  foreignSourcesAreRefused,
  redeliveryChangesNothing,
];

import type { Phase } from './index.ts';
import { runScenario, type ScenarioResult } from './run-scenario.ts';
import type { Scenario } from './scenario.ts';
import type { World } from './world.ts';

/** Who hears of the scenarios of a phase. */
export interface PhaseListener {
  readonly onStart: (scenario: Scenario) => void;
  readonly onEnd: (result: ScenarioResult) => void;
}

/**
 * Runs the lanes of a phase side by side, each as a person of its own.
 *
 * @returns the results in the order of the phase
 */
export async function runPhase(
  world: World,
  phase: Phase,
  { onStart, onEnd }: PhaseListener,
): Promise<readonly ScenarioResult[]> {
  const lanes = phase.map((scenarios, lane) => ({ scenarios, own: world.beside(lane) }));
  const running = lanes.map(async ({ scenarios, own }) => {
    const results: ScenarioResult[] = [];
    for (const scenario of scenarios) {
      onStart(scenario);
      const result = await runScenario(own, scenario);
      onEnd(result);
      results.push(result);
    }
    return results;
  });
  // All end before anything is thrown: what one lane does must not go on beside what follows.
  const ended = await Promise.allSettled(running);
  for (const { own } of lanes) if (own.hasChanges) await own.undo();
  return ended.flatMap((lane) => {
    if (lane.status === 'rejected') throw lane.reason;
    return lane.value;
  });
}

/** The phases with only these scenarios, by their names or the names of their groups. */
export function chosen(phases: readonly Phase[], names: readonly string[]): readonly Phase[] {
  if (names.length === 0) return phases;
  return phases
    .map((phase) =>
      phase
        .map((lane) => lane.filter(({ name, group = name }) => names.includes(name) || names.includes(group)))
        .filter((lane) => lane.length > 0),
    )
    .filter((phase) => phase.length > 0);
}

import type { ControlResult } from './controls/control.ts';
import { controls } from './controls/controls.ts';
import { neighbours } from './controls/neighbours.ts';
import { runControl } from './controls/run-control.ts';
import type { RehearsalStep } from './rehearsal-step.ts';
import type { Phase } from './scenarios/index.ts';
import { runPhase } from './scenarios/run-phase.ts';
import type { ScenarioResult } from './scenarios/run-scenario.ts';
import type { World } from './scenarios/world.ts';

/** Puts the promises of phases to the test, one phase after the other. */
export async function runScenarios(
  world: World,
  selected: readonly Phase[],
  onProgress: (step: RehearsalStep) => void,
): Promise<readonly ScenarioResult[]> {
  const of = selected.flat(2).length;
  const results: ScenarioResult[] = [];
  let number = 0;
  for (const phase of selected) {
    const ended = await runPhase(world, phase, {
      onStart: ({ name }) => onProgress({ kind: 'scenario', name, number: (number += 1), of }),
      onEnd: (result) => onProgress({ kind: 'scenario-done', result }),
    });
    results.push(...ended);
  }
  return results;
}

/** Breaks one thing after the other on purpose; with names only what these scenarios or groups have to notice. */
export async function runControls(
  world: World,
  only: readonly string[],
  onProgress: (step: RehearsalStep) => void,
): Promise<readonly ControlResult[]> {
  const results: ControlResult[] = [];
  const chosen = controls.filter(
    ({ notices: { name, group = name } }) => only.length === 0 || only.includes(name) || only.includes(group),
  );
  for (const [index, control] of chosen.entries()) {
    onProgress({ kind: 'scenario', name: control.name, number: index + 1, of: chosen.length });
    const result = await runControl(world, control, neighbours);
    onProgress({ kind: 'control-done', result });
    results.push(result);
  }
  return results;
}

import { Evidence } from '../scenarios/evidence.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import type { World } from '../scenarios/world.ts';
import type { Control, ControlResult } from './control.ts';

/** How long a scenario may wait for what will not come, in parts of what it usually waits. */
const patience = 0.3;

/**
 * Breaks one thing, sees that its scenario notices and that another one does not, and mends it.
 *
 * @param beside - the scenario that has nothing to do with it
 */
export async function runControl(world: World, control: Control, beside: Scenario): Promise<ControlResult> {
  const { name, notices } = control;
  const start = performance.now();
  const finish = (outcome: ControlResult['outcome'], said: string): ControlResult => ({
    ...{ name, scenario: notices.name, outcome, said },
    duration: Math.round(performance.now() - start),
  });
  try {
    await control.sabotage(world);
    world.patience = patience;
    const noticed = await reasonOf(world, notices);
    if (noticed === undefined) return finish('missed', `${notices.name} was kept nevertheless`);
    const other = await reasonOf(world, beside);
    if (other !== undefined) return finish('missed', `${beside.name} broke as well: ${other}`);
    return finish('noticed', noticed);
  } catch (error) {
    return finish('missed', error instanceof Error ? error.message : String(error));
  } finally {
    world.patience = 1;
    await control.mend?.(world);
    await world.undo();
  }
}

async function reasonOf(world: World, scenario: Scenario): Promise<string | undefined> {
  try {
    await scenario.run(world, new Evidence());
    return undefined;
  } catch (error) {
    world.signal.throwIfAborted();
    return error instanceof Error ? error.message : String(error);
  }
}

import { Evidence } from '../scenarios/evidence.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import type { World } from '../scenarios/world.ts';
import type { Control, ControlResult } from './control.ts';

/** How long a scenario may wait for what will not come, in parts of what it usually waits. */
const patience = 0.3;

/**
 * Breaks one thing, sees that its scenario notices and says why, and that none of others does, and mends it.
 *
 * @param neighbours - scenarios that are to be kept all the time; the one that has to notice is left out
 */
export async function runControl(
  world: World,
  control: Control,
  neighbours: readonly Scenario[],
): Promise<ControlResult> {
  const { name, notices } = control;
  const start = performance.now();
  const obstacle = await notices.obstacle?.(world);
  if (obstacle !== undefined)
    return { name, scenario: notices.name, outcome: 'skipped', said: obstacle, duration: 0 };
  const found = await tryOut(world, control, neighbours).catch(missed);
  world.patience = world.usualPatience;
  const { outcome, said } = await mended(world, control).then(
    () => found,
    (error: unknown) => missed(error, `${found.said} Afterwards the cluster did not come back: `),
  );
  world.signal.throwIfAborted();
  return { name, scenario: notices.name, outcome, said, duration: Math.round(performance.now() - start) };
}

type Found = Pick<ControlResult, 'outcome' | 'said'>;

function missed(error: unknown, before = ''): Found {
  return { outcome: 'missed', said: `${before}${error instanceof Error ? error.message : String(error)}` };
}

async function mended(world: World, control: Control): Promise<void> {
  try {
    await world.undo();
  } finally {
    await control.mend?.(world);
  }
}

async function tryOut(world: World, control: Control, neighbours: readonly Scenario[]): Promise<Found> {
  const { notices, says } = control;
  await control.sabotage(world);
  for (const neighbour of neighbours.filter((one) => one !== notices)) {
    const reason = await reasonOf(world, neighbour);
    if (reason !== undefined)
      return { outcome: 'missed', said: `${neighbour.name} broke as well: ${reason}` };
  }
  world.patience = patience * world.usualPatience;
  const said = await reasonOf(world, notices);
  if (said === undefined) return { outcome: 'missed', said: `${notices.name} was kept nevertheless` };
  if (!says.test(said))
    return { outcome: 'missed', said: `${notices.name} broke for another reason: ${said}` };
  return { outcome: 'noticed', said };
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

import type { World } from '../world/world.ts';
import type { Command } from './command.ts';
import { delivered } from './delivered.ts';

/** Two syncs and others' pushes at once; one of the syncs may be of an older model, or both share a state directory. */
export async function together(world: World, command: Command & { readonly do: 'together' }): Promise<void> {
  const older = command.stale ? world.specBefore : world.spec;
  const people = async (): Promise<void> => {
    for (const commit of command.commits) await world.people.push(commit);
  };
  // All of them end before anything is thrown, so that nobody pushes into the next step.
  const ends = await Promise.allSettled([
    delivered(world, { machine: 'laptop' }),
    delivered(world, { machine: command.shared ? 'laptop' : 'pipeline', spec: older }),
    people(),
  ]);
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  await world.ledger.catchUp();
}

import { Dice } from '../people/dice.ts';
import type { World } from '../world/world.ts';
import type { Command } from './command.ts';
import { delivered } from './delivered.ts';

/** Somebody looks at what is held, and decides about one file of it. */
export async function take(world: World, { side, seed }: Command & { readonly do: 'take' }): Promise<void> {
  const seen = await delivered(world, { machine: 'laptop' });
  await world.ledger.catchUp();
  const paths = [...new Set(seen?.held.map(({ path }) => path))].filter((path) => {
    const reasons = seen?.held.filter((item) => item.path === path).map(({ reason }) => reason);
    // These have another way out: to move what is in the way.
    return reasons?.includes('in-the-way') === false && !reasons.includes('case-collision');
  });
  if (paths.length === 0) return;
  const path = new Dice(seed).pick(paths);
  world.diary.note(`ada takes ${side} ${path}`);
  await delivered(world, { machine: 'laptop', take: [{ path, side }] });
  await world.ledger.catchUp();
}

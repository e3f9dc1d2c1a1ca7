import { changed } from '../model/changes.ts';
import { Dice } from '../people/dice.ts';
import type { World } from '../world/world.ts';
import { clash } from './clash.ts';
import type { Command } from './command.ts';
import { lose } from './lose.ts';
import { merge, revert } from './merge.ts';
import { propose } from './propose.ts';
import { race } from './race.ts';
import { refuse } from './refuse.ts';
import { syncTwice } from './sync-twice.ts';
import { take } from './take.ts';
import { together } from './together.ts';

/**
 * Performs one command. Where it does not apply, it does nothing.
 *
 * @throws {DeliveryError} when a delivery fails that should not
 */
export async function perform(world: World, command: Command): Promise<void> {
  switch (command.do) {
    case 'model': {
      const dice = new Dice(command.seed);
      world.become(command.changes.reduce((spec, change) => changed(spec, change, dice), world.spec));
      world.diary.note(`the model changes: ${command.changes.join(', ')}`);
      return;
    }
    case 'commit':
      return world.people.push(command);
    case 'clash':
      return clash(world, command);
    case 'sync':
      return syncTwice(world, command.machine, command.again);
    case 'race':
      return race(world, command);
    case 'together':
      return together(world, command);
    case 'take':
      return take(world, command);
    case 'lose':
      return lose(world, command);
    case 'merge':
      return merge(world, command);
    case 'propose':
      return propose(world, command);
    case 'revert':
      return revert(world);
    case 'refuse':
      return refuse(world, command.machine);
  }
}

import { Violated } from '../oracle/violation.ts';
import type { Site } from '../world/site.ts';
import type { Deliver } from '../world/machines.ts';
import { addStatistics, type Statistics } from '../world/statistics.ts';
import { World } from '../world/world.ts';
import { describe, type Story } from './command.ts';
import { perform } from './perform.ts';
import { syncTwice } from './sync-twice.ts';

/** What one run needs. */
export interface InterleavingOptions {
  readonly site: Site;
  readonly story: Story;
  readonly repository: string;
  readonly statistics: Statistics;
  /** @default the real one */
  readonly deliver?: Deliver;
}

/**
 * Lives one story through in a fresh repository and checks after every step.
 *
 * @throws {Violated} with what happened, line by line
 */
export async function interleaving(options: InterleavingOptions): Promise<void> {
  const { story, statistics } = options;
  const world = await World.make(options);
  try {
    if (story.delivered) await syncTwice(world, 'laptop', 'pipeline');
    for (const command of story.commands) {
      world.diary.note(`> ${describe(command)}`);
      await perform(world, command);
      await world.ledger.catchUp();
      world.diary.statistics.steps += 1;
    }
    world.diary.note('> in the end');
    await syncTwice(world, 'laptop', 'new');
    const damage = await world.bare.damage();
    if (damage !== '')
      throw new Violated([{ rule: 'remote-damaged', where: world.repository, detail: damage }]);
  } catch (error) {
    throw error instanceof Violated ? world.violated(error) : withLog(error, world.diary.lines);
  } finally {
    world.diary.statistics.runs += 1;
    addStatistics(statistics, world.diary.statistics);
    await world.close();
  }
}

function withLog(error: unknown, log: readonly string[]): Error {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new Error(`${message}\nWhat happened:\n${log.map((line) => `  ${line}`).join('\n')}`, {
    cause: error,
  });
}

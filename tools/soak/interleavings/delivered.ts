import { DeliveryError, type Delivery } from '@tideway/delivery';
import { Violated } from '../oracle/violation.ts';
import type { SyncOptions } from '../world/machines.ts';
import type { World } from '../world/world.ts';

/**
 * A delivery that may be refused as a whole only where a root of the branch would not render.
 *
 * @returns nothing when it was refused
 * @throws {Violated} when it was refused and nothing speaks against it
 */
export async function delivered(world: World, options: SyncOptions): Promise<Delivery | undefined> {
  try {
    return await world.sync(options);
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    const words = [error.code, error.message, ...error.problems, error.next].join('; ');
    world.diary.note(`${options.machine} syncs: refused, ${words}`);
    if (error.code === 'root-does-not-render' && world.story.renders) return undefined;
    throw new Violated([{ rule: 'failed', where: error.code, detail: words }]);
  }
}

import type { Delivery, HeldItem } from '@tideway/delivery';
import { Violated } from '../oracle/violation.ts';
import type { World } from '../world/world.ts';
import type { Machine } from './command.ts';
import { delivered } from './delivered.ts';

/**
 * Delivers, and delivers again from some machine: the second one must change nothing and say the same.
 *
 * @throws {Violated}
 */
export async function syncTwice(
  world: World,
  machine: Machine | 'new',
  again: Machine | 'new',
): Promise<void> {
  const first = await delivered(world, { machine });
  await world.ledger.catchUp();
  const head = world.ledger.head;
  const second = await delivered(world, { machine: again });
  await world.ledger.catchUp();
  if (first === undefined && second === undefined) return;
  const problems = [
    ...(second?.pushed === true || world.ledger.head !== head ? ['it pushed something'] : []),
    ...(heldText(first) === heldText(second)
      ? []
      : [`first ${heldText(first)} was held, then ${heldText(second)}`]),
  ];
  if (problems.length === 0) return;
  throw new Violated([
    { rule: 'not-idempotent', where: `second sync, from ${again}`, detail: problems.join('; ') },
  ]);
}

function heldText(delivery: Delivery | undefined): string {
  return delivery === undefined ? 'everything' : JSON.stringify(delivery.held.map(sorted).sort());
}

function sorted(item: HeldItem): string {
  return JSON.stringify(Object.entries(item).sort(([left], [right]) => (left < right ? -1 : 1)));
}

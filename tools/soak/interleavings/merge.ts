import type { World } from '../world/world.ts';
import type { Command } from './command.ts';
import { delivered } from './delivered.ts';

/** Somebody commits, a delivery lands meanwhile, and they bring both together in one of Git's ways. */
export async function merge(
  world: World,
  { how, commit: work }: Command & { readonly do: 'merge' },
): Promise<void> {
  const start = await world.clone.update();
  const own = start === undefined ? undefined : await world.people.commit(work);
  if (own === undefined) return;
  await delivered(world, { machine: 'pipeline' });
  await world.ledger.catchUp();
  const head = world.clone.fetch();
  if (head === undefined) return;
  const done = await bringTogether(world, how, own, head);
  if (!done) {
    world.diary.note(`ada gives up: ${how} has conflicts`);
    return;
  }
  const merged = world.clone.head() ?? head;
  world.diary.note(`ada merges: ${how} ${merged.slice(0, 8)}`);
  if (merged !== head) await world.people.pushed(merged, head);
  await world.ledger.catchUp();
}

async function bringTogether(world: World, how: string, own: string, head: string): Promise<boolean> {
  const { clone } = world;
  const run = async (...gitArguments: readonly string[]): Promise<boolean> =>
    (await clone.run(gitArguments)).code === 0;
  switch (how) {
    case 'foxtrot':
      // Main becomes a second parent of somebody's branch, which then is main.
      return run('merge', '--quiet', '--no-edit', '--no-ff', head);
    case 'rebase':
      return (await run('rebase', '--quiet', head)) || ((await run('rebase', '--abort')) && false);
    case 'squash':
      await clone.reset(head);
      return (
        (await run('merge', '--quiet', '--squash', own)) &&
        (await clone.commit('ada', 'Squashed')) !== undefined
      );
    default:
      await clone.reset(head);
      return run('merge', '--quiet', '--no-edit', '--no-ff', own);
  }
}

/** Somebody takes the last delivery back. */
export async function revert(world: World): Promise<void> {
  const { lastDelivery, head } = world.ledger;
  if (lastDelivery === undefined || (await world.clone.update()) !== head) return;
  if ((await world.bare.parents(lastDelivery)).length < 2) return;
  const { code } = await world.clone.run(['revert', '--no-edit', '--mainline', '1', lastDelivery]);
  if (code !== 0) return;
  const commit = world.clone.head();
  if (commit === undefined) return;
  world.diary.note(`${commit.slice(0, 8)}: ada reverts ${lastDelivery.slice(0, 8)}`);
  await world.people.pushed(commit, head);
  await world.ledger.catchUp();
}

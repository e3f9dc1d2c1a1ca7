import { changed } from '../model/changes.ts';
import { treeOf } from '../model/trees.ts';
import { heldValues, withHeld } from '../oracle/held-values.ts';
import { Dice } from '../people/dice.ts';
import { otherValue, replaced, scalarLines } from '../people/edit.ts';
import type { World } from '../world/world.ts';
import type { Command } from './command.ts';

/** Somebody changes the field that the model changes next, to another value; or makes the very change of the model. */
export async function clash(world: World, command: Command & { readonly do: 'clash' }): Promise<void> {
  const dice = new Dice(command.seed);
  const next = changed(world.spec, command.change, dice);
  const [now, then] = [treeOf(world.spec, world.story.role), treeOf(next, world.story.role)];
  const differing = [...then].filter(
    ([path, { bytes }]) => now.get(path)?.bytes !== undefined && !same(now.get(path)?.bytes, bytes),
  );
  const before = await world.clone.update();
  world.become(next);
  world.diary.note(`the model changes: ${command.change}`);
  if (differing.length === 0) return;
  const [path, { bytes }] = dice.pick(differing);
  const lines = world.clone.files.has(path) ? world.clone.files.lines(path) : undefined;
  if (lines === undefined) return;
  const wanted = Buffer.from(bytes).toString('latin1');
  if (command.agree) {
    const held = new Map([...heldValues(lines.join('\n'))].map(([key, { value }]) => [key, value]));
    world.clone.files.write(path, withHeld(wanted, held).split('\n'));
  } else {
    const after = new Set(wanted.split('\n'));
    const going = scalarLines(lines).filter(({ index }) => !after.has(lines[index] ?? ''));
    if (going.length === 0) return;
    const { index, start, value, end } = dice.pick(going);
    world.clone.files.write(path, replaced(lines, index, start + otherValue(value, dice) + end));
  }
  const commit = await world.clone.commit(
    'ada',
    `${command.agree ? 'Agree with' : 'Contradict'} the model in ${path}`,
  );
  if (commit === undefined) return;
  world.diary.note(
    `${commit.slice(0, 8)}: ada ${command.agree ? 'agrees with' : 'contradicts'} the model in ${path}`,
  );
  await world.people.pushed(commit, before);
  await world.ledger.catchUp();
}

function same(left: Uint8Array | undefined, right: Uint8Array): boolean {
  return left !== undefined && Buffer.compare(left, right) === 0;
}

import { existsSync } from 'node:fs';
import { chmod, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { changed } from '../model/changes.ts';
import { Dice } from '../people/dice.ts';
import type { World } from '../world/world.ts';
import type { Command, Commit } from './command.ts';
import { delivered } from './delivered.ts';

/** A commit that the server itself will put on main while it works on the next push. */
interface Armed {
  readonly commit: string;
  readonly before: string;
  /** File that is there once it was done. */
  readonly sign: string;
}

/** A sync during which others push exactly between its fetch and its push, once for each commit. */
export async function race(world: World, command: Command & { readonly do: 'race' }): Promise<void> {
  world.become(changed(world.spec, command.change, new Dice(command.seed)));
  const waiting = [...command.commits];
  const armed: Armed[] = [];
  await delivered(world, {
    machine: command.machine,
    onStep: (kind) => {
      const commit = kind === 'pushing' ? waiting.shift() : undefined;
      if (commit === undefined) return undefined;
      return command.late ? arm(world, commit, armed) : world.people.push(commit);
    },
  });
  await rm(hookFile(world), { force: true });
  for (const { commit, before, sign } of armed) {
    if (!existsSync(sign)) continue;
    world.diary.statistics.pushed += 1;
    world.ledger.landed(commit, before, 'people');
  }
  await world.ledger.catchUp();
}

// The server calls this hook when it has taken the pack and is about to move the branch: nobody can be later.
async function arm(world: World, work: Commit, armed: Armed[]): Promise<void> {
  const before = await world.clone.update();
  const commit = before === undefined ? undefined : await world.people.commit(work);
  if (before === undefined || commit === undefined) return;
  await world.clone.smuggle(commit);
  const sign = join(world.bare.folder, `landed-${commit}`);
  const script = [
    '#!/bin/sh',
    '[ "$1" = refs/heads/main ] || exit 0',
    'rm -f "$0"',
    'unset GIT_QUARANTINE_PATH',
    `git update-ref refs/heads/main ${commit} ${before} && : > '${sign}'`,
    'exit 0',
    '',
  ];
  await writeFile(hookFile(world), script.join('\n'));
  await chmod(hookFile(world), 0o755);
  armed.push({ commit, before, sign });
}

function hookFile(world: World): string {
  return join(world.bare.folder, 'hooks', 'update');
}

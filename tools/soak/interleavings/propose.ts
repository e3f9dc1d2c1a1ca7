import { DeliveryError } from '@tideway/delivery';
import { changed } from '../model/changes.ts';
import { Violated } from '../oracle/violation.ts';
import { Dice } from '../people/dice.ts';
import type { Made } from '../world/ledger.ts';
import type { World } from '../world/world.ts';
import type { Command } from './command.ts';

type Propose = Command & { readonly do: 'propose' };

const branch = 'tideway/delivery';

/** A delivery by pull request, which somebody merges, or does not. */
export async function propose(world: World, command: Propose): Promise<void> {
  const { machine, change, seed, meanwhile, how, tidy } = command;
  world.become(changed(world.spec, change, new Dice(seed)));
  const before = world.bare.head();
  const made = await proposed(world, machine);
  if (world.bare.head() !== before) {
    throw new Violated([{ rule: 'history-rewritten', where: 'main', detail: 'a proposal moved it' }]);
  }
  const proposal = made?.result.after;
  if (made === undefined || proposal === undefined || proposal === before) return;
  await world.ledger.proposed(made);
  for (const commit of meanwhile) await world.people.push(commit);
  if (how !== 'abandon') await mergeProposal(world, made, proposal, how);
  if (tidy) await world.clone.push('', `refs/heads/${branch}`);
  await world.ledger.catchUp();
}

async function proposed(world: World, machine: Propose['machine']): Promise<Made | undefined> {
  try {
    return await world.propose({ machine });
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    world.diary.note(`${machine} proposes: refused, ${error.code}: ${error.message}`);
    const rooted = error.code === 'root-does-not-render' && world.story.renders;
    const empty = error.code === 'pull-request-refused' && world.bare.head() === undefined;
    if (rooted || empty) return undefined;
    throw new Violated([{ rule: 'failed', where: error.code, detail: error.message }]);
  }
}

async function mergeProposal(world: World, made: Made, proposal: string, how: Propose['how']): Promise<void> {
  const { clone } = world;
  const head = await clone.update();
  if (head === undefined) return;
  const squash = how.startsWith('squash');
  const flags = how === 'fast-forward' ? ['--ff-only'] : squash ? ['--squash'] : ['--no-ff', '--no-edit'];
  const { code } = await clone.run(['merge', '--quiet', ...flags, proposal]);
  if (code !== 0) {
    world.diary.note(`the pull request can't be merged: ${how}`);
    return;
  }
  const message = how === 'squash' ? 'Squashed' : await clone.text('log', '-1', '--format=%B', proposal);
  const commit = squash ? await clone.commit('ada', message) : clone.head();
  if (commit === undefined || commit === head) return;
  const { code: pushed, stderr } = await clone.push(commit);
  if (pushed !== 0) throw new Error(`The merge of a pull request could not be pushed: ${stderr}`);
  world.diary.statistics.pushed += 1;
  world.diary.note(`${commit.slice(0, 8)}: ada merges the pull request: ${how}`);
  world.ledger.proposalMerged(commit, head, made);
}

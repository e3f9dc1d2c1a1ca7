import fc from 'fast-check';
import { modelChanges } from '../model/changes.ts';
import type { Role } from '../model/trees.ts';
import { edits, type EditName } from '../people/edits.ts';
import type { Command, Commit, Machine, Story } from './command.ts';

const seed = fc.nat(0xffff);
const machine = fc.constantFrom<Machine>('laptop', 'pipeline');
const change = fc.constantFrom(...modelChanges);
const editName = often(
  Object.entries(edits).map(([name, { weight }]) => [weight, fc.constant(name as EditName)] as const),
);
const commit: fc.Arbitrary<Commit> = fc.record({
  edits: fc.array(editName, { minLength: 1, maxLength: 3 }),
  seed,
});
const commits = fc.array(commit, { minLength: 1, maxLength: 3 });
const again = fc.constantFrom<Machine | 'new'>('laptop', 'pipeline', 'new');
const merges = fc.constantFrom('foxtrot' as const, 'no-ff' as const, 'squash' as const, 'rebase' as const);
const changes = fc.array(change, { minLength: 1, maxLength: 3 });

const command: fc.Arbitrary<Command> = often<Command>([
  [6, step('model', { changes, seed })],
  [7, commit.map((one) => ({ do: 'commit', ...one }))],
  [2, step('clash', { agree: fc.boolean(), change, seed })],
  [5, step('sync', { machine, again })],
  [4, step('race', { machine, late: fc.boolean(), change, seed, commits })],
  [2, step('together', { shared: fc.boolean(), stale: fc.boolean(), commits })],
  [1, step('take', { side: fc.constantFrom('generated', 'repository'), seed })],
  [1, step('lose', { machine, what: fc.constantFrom('everything', 'mirror', 'state', 'objects') })],
  [1, step('merge', { how: merges, commit })],
  [
    1,
    step('propose', {
      machine,
      change,
      seed,
      meanwhile: fc.array(commit, { maxLength: 1 }),
      how: fc.constantFrom('fast-forward', 'no-ff', 'squash', 'squash with its message', 'abandon'),
      tidy: fc.boolean(),
    }),
  ],
  [1, fc.constant({ do: 'revert' as const })],
  [1, step('refuse', { machine })],
]);

/**
 * Runs of a certain length.
 *
 * @param length most commands of a run; half as many on average
 */
export function stories(length: number): fc.Arbitrary<Story> {
  return fc.record({
    role: often<Role>([
      [5, fc.constant('tenant')],
      [1, fc.constant('flux')],
      [1, fc.constant('sources')],
    ]),
    services: fc.integer({ min: 2, max: 4 }),
    renders: often([
      [3, fc.constant(false)],
      [1, fc.constant(true)],
    ]),
    delivered: often([
      [7, fc.constant(true)],
      [1, fc.constant(false)],
    ]),
    commands: fc.array(command, { minLength: 1, maxLength: length, size: 'max' }),
  });
}

function often<T>(
  choices: readonly (readonly [weight: number, arbitrary: fc.Arbitrary<T>])[],
): fc.Arbitrary<T> {
  return fc.oneof(...choices.map(([weight, arbitrary]) => ({ weight, arbitrary })));
}

type Named<Name extends Command['do']> = Command & { readonly do: Name };

function step<Name extends Command['do']>(
  name: Name,
  fields: { readonly [Key in Exclude<keyof Named<Name>, 'do'>]: fc.Arbitrary<Named<Name>[Key]> },
): fc.Arbitrary<Named<Name>> {
  return fc.record({ do: fc.constant(name), ...fields }) as unknown as fc.Arbitrary<Named<Name>>;
}

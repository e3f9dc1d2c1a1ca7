import type { Delivery } from '@tideway/delivery';
import { changed, modelChanges } from '../model/changes.ts';
import { firstSpec, type Spec } from '../model/spec.ts';
import { treeOf, type RepositoryNames } from '../model/trees.ts';
import { Violated, type Violation } from '../oracle/violation.ts';
import { Dice } from '../people/dice.ts';
import { edits, type EditName } from '../people/edits.ts';
import type { Statistics } from '../world/statistics.ts';
import { leftBehind } from './left-behind.ts';
import { Shelf } from './shelf.ts';
import { killSync, runSync, type SyncResult } from './sync-process.ts';
import type { Workspace } from './workspace.ts';

/** Crashes in one workspace, one after the other. */
export interface Crasher {
  /**
   * Changes the model, lets somebody push, kills a sync of it at a random moment, and looks whether the next one heals.
   *
   * @throws {Violated} with what happened
   */
  crash(seed: number): Promise<void>;
  /** Ends what reads the repositories; the workspace stays. */
  close(): void;
}

// Another account or region would be another remote: that is not what is tested here.
const applicable = modelChanges.filter((change) => change !== 'move-registry');
const peoplesEdits: readonly EditName[] = [
  'bump-tag',
  'change-field',
  'add-comment',
  'add-file',
  'delete-file',
];

/** Prepares a workspace for crashes. */
export function crasher(workspace: Workspace, statistics: Statistics): Crasher {
  let shelves: readonly Shelf[] = [];
  let spec: Spec = firstSpec(3);
  let places = 0;
  /** Milliseconds of an undisturbed sync, as measured. */
  let usual = 1_500;

  const startAfresh = (): void => {
    for (const { bare } of shelves) bare.close();
    shelves = [];
  };

  const repositoryNames = (): RepositoryNames => {
    const [tenant = '', flux = ''] = shelves.map(({ name }) => name);
    return { tenant, flux };
  };

  const crash = async (seed: number): Promise<void> => {
    const dice = new Dice(seed);
    const log: string[] = [];
    if (shelves.length === 0 || dice.chance(0.1)) {
      startAfresh();
      places += 1;
      spec = firstSpec(3);
      shelves = await Promise.all(
        (['tenant', 'flux'] as const).map((role) => Shelf.make(workspace, role, places)),
      );
      log.push('new repositories: the sync is the first one');
    } else {
      await disturb(dice, log);
    }
    const names = shelves.map(({ name }) => name);
    await workspace.write(spec, repositoryNames());
    const before = shelves.map(({ bare }) => bare.head());
    const kill = killMoment(dice, names);
    const killed = await killSync({ workspace, repositories: names, ...kill });
    log.push(`${killed ? 'killed' : 'done before it could be killed'}: ${JSON.stringify(kill)}`);
    statistics.crashes += killed ? 1 : 0;
    statistics.steps += 1;
    const violations: Violation[] = [];
    for (const [index, shelf] of shelves.entries())
      violations.push(...(await shelf.afterKill(before[index])));
    const healed = await runSync(workspace, names);
    usual = 0.7 * usual + 0.3 * healed.duration;
    log.push(
      `healed by: exit code ${healed.exitCode ?? 'none'}, ${Math.round(healed.duration)} ms, ${summary(healed)}`,
    );
    statistics.syncs += 2;
    for (const [index, shelf] of shelves.entries()) {
      const tree = treeOf(spec, shelf.role, repositoryNames());
      violations.push(...(await shelf.afterHealing(before[index], healed.deliveries.get(shelf.name), tree)));
    }
    violations.push(...exitCodeProblems(healed), ...leftBehind(workspace.stateDirectory));
    if (dice.chance(0.4)) {
      statistics.syncs += 1;
      const again = await runSync(workspace, names);
      violations.push(...exitCodeProblems(again), ...settledProblems(again));
    }
    if (violations.length === 0) return;
    startAfresh();
    throw new Violated(violations, [...log, healed.output]);
  };

  const disturb = async (dice: Dice, log: string[]): Promise<void> => {
    for (let change = dice.below(3); change >= 0; change -= 1) {
      const kind = dice.pick(applicable);
      spec = changed(spec, kind, dice);
      log.push(`the model changes: ${kind}`);
    }
    const [tenant] = shelves;
    if (tenant === undefined || !dice.chance(0.6)) return;
    const kind = dice.pick(peoplesEdits);
    const done = await tenant.push(
      (desk) => edits[kind].edit(desk),
      treeOf(spec, 'tenant', repositoryNames()),
      dice,
    );
    if (done !== undefined) log.push(done);
    statistics.pushed += done === undefined ? 0 : 1;
  };

  const killMoment = (
    dice: Dice,
    names: readonly string[],
  ): { after?: string; delay: number; alone: boolean } => {
    const alone = dice.chance(0.2);
    // Most of a process's life is loading code: three of four are killed while they work on a repository.
    if (dice.chance(0.25)) return { delay: dice.below(Math.ceil(usual * 1.1)), alone };
    return { after: dice.pick(names), delay: dice.below(Math.ceil(usual * 0.4)), alone };
  };

  return { crash, close: startAfresh };
}

function exitCodeProblems({ exitCode, deliveries, output }: SyncResult): readonly Violation[] {
  const outcomes = [...deliveries.values()].map(({ outcome }) => outcome);
  const right = outcomes.some((outcome) => outcome === 'held' || outcome === 'failed') ? 1 : 0;
  if (outcomes.length === 2 && exitCode === right) return [];
  return [
    {
      rule: 'failed',
      where: 'tideway sync',
      detail: `exit code ${exitCode ?? 'none'} with ${outcomes.join(', ') || output}`,
    },
  ];
}

function settledProblems({ deliveries }: SyncResult): readonly Violation[] {
  return [...deliveries.values()]
    .filter((delivery): delivery is Delivery => delivery.outcome !== 'failed' && delivery.pushed)
    .map(({ repository }) => ({
      rule: 'not-idempotent',
      where: repository,
      detail: 'a third sync pushed something',
    }));
}

function summary({ deliveries }: SyncResult): string {
  return [...deliveries.values()].map(({ repository, outcome }) => `${repository} ${outcome}`).join(', ');
}

import type { FileTree } from '@tideway/gitops';
import type { Commit } from '../interleavings/command.ts';
import type { Clone } from '../people/clone.ts';
import { Dice } from '../people/dice.ts';
import type { Desk } from '../people/edit.ts';
import { edits } from '../people/edits.ts';
import type { Diary } from './diary.ts';
import type { Ledger } from './ledger.ts';

/** What people need. */
export interface PeopleOptions {
  readonly clone: Clone;
  readonly ledger: Ledger;
  readonly diary: Diary;
  /** What the generator makes of the model as it is. */
  readonly wanted: () => FileTree;
}

/** People and robots who work on a repository, in one clone. */
export class People {
  readonly #options: PeopleOptions;

  constructor(options: PeopleOptions) {
    this.#options = options;
  }

  /** Somebody edits files of the clone and commits them. @returns nothing when there was nothing to edit */
  async commit({ edits: names, seed }: Commit): Promise<string | undefined> {
    const { clone, diary } = this.#options;
    const desk = this.#desk(seed);
    const done = names.map((name) => edits[name].edit(desk)).filter((text) => text !== undefined);
    if (done.length === 0) return undefined;
    const robot = names.every((name) => name === 'bump-tag');
    const commit = await clone.commit(robot ? 'fluxcdbot' : 'ada', done.join('; '));
    if (commit !== undefined) diary.note(`${commit.slice(0, 8)}: ${done.join('; ')}`);
    return commit;
  }

  /** Somebody takes the remote's main, commits and pushes; when others were faster, they try again on top of that. */
  async push(work: Commit): Promise<void> {
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      const before = await this.#options.clone.update();
      const commit = await this.commit(work);
      if (commit === undefined || (await this.pushed(commit, before))) return;
    }
  }

  /** Pushes a commit of the clone. @returns whether the remote took it */
  async pushed(commit: string, before: string | undefined): Promise<boolean> {
    const { clone, ledger, diary } = this.#options;
    const { code, stderr } = await clone.push(commit);
    if (code === 0) {
      diary.statistics.pushed += 1;
      ledger.landed(commit, before, 'people');
      return true;
    }
    if (/reject|fetch first|non-fast-forward|failed to (?:push|update)|cannot lock ref/.test(stderr))
      return false;
    throw new Error(`A push of ${commit} failed: ${stderr}`);
  }

  /** What somebody in the clone has before them. */
  #desk(seed: number): Desk {
    const { clone, ledger, wanted } = this.#options;
    const { files } = clone;
    const there = new Set(files.paths());
    const tree = wanted();
    const generated = [...new Set([...ledger.base.keys(), ...tree.keys()])]
      .filter((path) => there.has(path))
      .sort();
    const coming = [...tree.keys()].filter((path) => !ledger.base.has(path));
    return { files, generated, coming, dice: new Dice(seed) };
  }
}

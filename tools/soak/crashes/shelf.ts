import { join } from 'node:path';
import type { Change, Delivery } from '@tideway/delivery';
import type { FileTree } from '@tideway/gitops';
import { snapshotOf } from '../model/trees.ts';
import { pathsOf, same, type Snapshot } from '../oracle/snapshot.ts';
import { Violated, type Violation } from '../oracle/violation.ts';
import { Clone } from '../people/clone.ts';
import type { Dice } from '../people/dice.ts';
import type { Desk } from '../people/edit.ts';
import { BareRepository } from '../world/bare-repository.ts';
import { Ledger } from '../world/ledger.ts';
import { pushEnvironment } from '../world/push-environment.ts';
import { target } from '../world/site.ts';
import type { FailedDelivery } from './sync-process.ts';
import type { Workspace } from './workspace.ts';

/** Which repository of the platform. */
export type ShelfRole = 'tenant' | 'flux';

/** One repository of the workspace, before and after a crash. */
export class Shelf {
  readonly role: ShelfRole;
  readonly name: string;
  readonly bare: BareRepository;
  readonly #clone: Clone;
  readonly #ledger: Ledger;

  private constructor(role: ShelfRole, name: string, bare: BareRepository, clone: Clone) {
    this.role = role;
    this.name = name;
    this.bare = bare;
    this.#clone = clone;
    this.#ledger = new Ledger({ bare });
  }

  /** Makes a new repository. */
  static async make(workspace: Workspace, role: ShelfRole, number: number): Promise<Shelf> {
    const name = `${role}-${number}`;
    await workspace.aws.ensureRepository(name);
    const url = `https://git-codecommit.${target.region}.amazonaws.com/v1/repos/${name}`;
    const bare = new BareRepository(workspace.aws.repositoryPath(name));
    const clone = await Clone.make({
      folder: join(workspace.folder, 'clones', name),
      url,
      bare: bare.folder,
      environment: await pushEnvironment({ aws: workspace.aws, url }),
    });
    return new Shelf(role, name, bare, clone);
  }

  /** Somebody edits, commits and pushes. @returns what they did */
  async push(
    edit: (desk: Desk) => string | undefined,
    wanted: FileTree,
    dice: Dice,
  ): Promise<string | undefined> {
    const before = await this.#clone.update();
    const files = this.#clone.files;
    const generated = files.paths().filter((path) => this.#ledger.base.has(path) || wanted.has(path));
    const done = edit({ files, generated, coming: [], dice });
    const commit = done === undefined ? undefined : await this.#clone.commit('ada', done);
    if (commit === undefined) return undefined;
    const { code, stderr } = await this.#clone.push(commit);
    if (code !== 0) throw new Error(`A push to ${this.name} failed: ${stderr}`);
    this.#ledger.landed(commit, before, 'people');
    await this.#ledger.catchUp();
    return done;
  }

  /** Checks the remote right after a kill: it is where it was, or one whole delivery further. */
  async afterKill(before: string | undefined): Promise<readonly Violation[]> {
    const now = this.bare.head();
    const damage = await this.bare.damage();
    return [
      ...(damage === '' ? [] : [{ rule: 'remote-damaged' as const, where: this.name, detail: damage }]),
      ...(now === before || (await this.#follows(now, before)) ? [] : [between(this.name, before, now)]),
    ];
  }

  /** Checks what the killed sync and the next one did together. */
  async afterHealing(
    before: string | undefined,
    healed: Delivery | FailedDelivery | undefined,
    tree: FileTree,
  ): Promise<readonly Violation[]> {
    if (healed === undefined || healed.outcome === 'failed') {
      const detail =
        healed === undefined ? 'the next sync said nothing' : `${healed.code}: ${healed.message}`;
      return [{ rule: 'failed', where: this.name, detail }];
    }
    const generated = snapshotOf(tree);
    const take = new Map<string, never>();
    const found = healed.before;
    if (found !== undefined && found !== before) {
      if (!(await this.#follows(found, before))) return [between(this.name, before, found)];
      const result = await this.#untold(before, found, healed);
      this.#ledger.delivered({ result, generated, take });
    }
    this.#ledger.delivered({ result: healed, generated, take });
    try {
      await this.#ledger.catchUp();
      return [];
    } catch (error) {
      if (error instanceof Violated) return error.violations;
      throw error;
    }
  }

  // What a killed sync would have told, had it lived: what it changed, and what the next one says is held.
  async #untold(before: string | undefined, after: string, healed: Delivery): Promise<Delivery> {
    const { repository, branch, held, attempts, duration } = healed;
    const changes = difference(await this.bare.snapshot(before), await this.bare.snapshot(after));
    return {
      ...{ repository, branch, held, attempts, duration, changes, after, pushed: true },
      ...(before !== undefined && { before }),
      outcome: held.length > 0 ? 'held' : 'updated',
      ownership: changes.map(({ path }) => ({ path, marker: 'told to nobody', repository: '' })),
    };
  }

  async #follows(commit: string | undefined, before: string | undefined): Promise<boolean> {
    if (commit === undefined) return false;
    const [first] = await this.bare.parents(commit);
    // The very first delivery follows nothing but the generator's own commit.
    return before === undefined || first === before;
  }
}

function between(where: string, before: string | undefined, now: string | undefined): Violation {
  return {
    rule: 'history-rewritten',
    where,
    detail: `it was at ${before ?? 'nothing'}, and is at ${now ?? 'nothing'}`,
  };
}

function difference(before: Snapshot, after: Snapshot): readonly Change[] {
  return pathsOf(before, after)
    .filter((path) => !same(before.get(path), after.get(path)))
    .map((path): Change => ({
      path,
      kind: !before.has(path) ? 'added' : after.has(path) ? 'updated' : 'removed',
    }));
}

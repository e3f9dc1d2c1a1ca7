import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { deliver, type Delivery, type DeliverOptions } from '@tideway/delivery';
import { codeCommitUrl } from '@tideway/model';
import type { Commit, Machine, Story } from '../interleavings/command.ts';
import { firstSpec, type Spec } from '../model/spec.ts';
import { platformOf, snapshotOf, treeOf } from '../model/trees.ts';
import { checkRoots } from '../oracle/check-roots.ts';
import { Violated } from '../oracle/violation.ts';
import { Clone } from '../people/clone.ts';
import { Dice } from '../people/dice.ts';
import type { Desk } from '../people/edit.ts';
import { edits } from '../people/edits.ts';
import { BareRepository } from './bare-repository.ts';
import { Ledger, type Made } from './ledger.ts';
import { pushEnvironment } from './push-environment.ts';
import type { Site } from './site.ts';
import { noStatistics } from './statistics.ts';

/** How one delivery is made, apart from what it delivers. */
export interface SyncOptions {
  readonly machine: Machine | 'new';
  /** @default what the model says now */
  readonly spec?: Spec;
  /** @default none */
  readonly take?: readonly { readonly path: string; readonly side: 'generated' | 'repository' }[];
  /** Called with each step; what it returns is waited for before git is told the next password. */
  readonly onStep?: (kind: string, attempt: number) => Promise<void> | undefined;
}

/** Makes deliveries; a test of the oracle puts a broken one here. */
export type Deliver = (options: DeliverOptions) => Promise<Delivery>;

/** One repository, everyone who works on it, and the ledger of what they did. */
export class World {
  readonly site: Site;
  readonly story: Story;
  readonly repository: string;
  readonly bare: BareRepository;
  readonly ledger: Ledger;
  readonly clone: Clone;
  readonly url: string;
  readonly statistics = noStatistics();
  /** What happened, a line each. */
  readonly log: string[] = [];
  readonly #specs: Spec[];
  readonly #folder: string;
  readonly #deliver: Deliver;
  #machines = 0;

  private constructor(options: WorldOptions, clone: Clone, bare: BareRepository) {
    const { site, story, repository } = options;
    this.site = site;
    this.story = story;
    this.repository = repository;
    this.#specs = [firstSpec(story.services)];
    this.clone = clone;
    this.bare = bare;
    this.url = repositoryUrl(repository);
    this.#folder = join(site.folder, repository);
    this.#deliver = options.deliver ?? deliver;
    const temporaryDirectory = join(this.#folder, 'render');
    this.ledger = new Ledger({
      bare,
      ...(story.renders && {
        alsoCheck: (transition) => checkRoots({ transition, kustomize: site.kustomize, temporaryDirectory }),
      }),
    });
  }

  /** Makes a new repository and a clone of it. */
  static async make(options: WorldOptions): Promise<World> {
    const { site, repository } = options;
    await site.aws.ensureRepository(repository);
    const bare = new BareRepository(site.aws.repositoryPath(repository));
    const url = repositoryUrl(repository);
    const clone = await Clone.make({
      folder: join(site.folder, repository, 'clone'),
      url,
      bare: bare.folder,
      environment: await pushEnvironment({ aws: site.aws, url }),
    });
    return new World(options, clone, bare);
  }

  /** What the model says. */
  get spec(): Spec {
    return this.#specs.at(-1) ?? firstSpec(2);
  }

  /** What the model said before its last change. */
  get specBefore(): Spec {
    return this.#specs.at(-2) ?? this.spec;
  }

  /** The model says something else from now on. */
  become(spec: Spec): void {
    this.#specs.push(spec);
  }

  /** Writes down what happens. */
  note(line: string): void {
    this.log.push(line);
  }

  /** State directory of a machine; `new` is one that never delivered before. */
  stateDirectory(machine: Machine | 'new'): string {
    return join(this.#folder, machine === 'new' ? `machine-${(this.#machines += 1)}` : machine);
  }

  /**
   * Delivers, and tells the ledger.
   *
   * @throws {DeliveryError}
   */
  async sync(options: SyncOptions): Promise<Delivery> {
    const made = await this.#run(options, 'push');
    const { attempts, held, pushed } = made.result;
    this.statistics.delivered += pushed ? 1 : 0;
    this.statistics.races += attempts > 1 ? 1 : 0;
    this.statistics.held += held.length > 0 ? 1 : 0;
    this.ledger.delivered(made);
    return made.result;
  }

  /**
   * Proposes by a pull request; the ledger is not told.
   *
   * @throws {DeliveryError}
   */
  propose(options: SyncOptions): Promise<Made> {
    return this.#run(options, 'pull-request');
  }

  async #run(options: SyncOptions, via: 'push' | 'pull-request'): Promise<Made> {
    const { machine, spec = this.spec, take = [], onStep } = options;
    const tree = treeOf(spec, this.story.role);
    let gate: Promise<void> | undefined;
    this.statistics.syncs += 1;
    const result = await this.#deliver({
      repository: this.repository,
      remote: {
        name: 'local',
        url: this.url,
        branch: 'main',
        environment: this.site.aws.environment,
        credentials: async () => {
          await gate;
          return this.site.aws.credentials;
        },
      },
      // Both are in use: a tree that is there, and one that is made while the remote is asked.
      tree: machine === 'laptop' ? tree : () => Promise.resolve(tree),
      stateDirectory: this.stateDirectory(machine),
      version: '0.0.0',
      source: 'soak',
      take,
      via,
      ...(this.story.renders && { kustomize: this.site.kustomize }),
      onProgress: ({ kind, attempt }) => {
        gate = onStep?.(kind, attempt) ?? gate;
      },
    });
    const { outcome, attempts, held, pushed, after = '' } = result;
    this.note(
      `${machine} syncs: ${outcome}, ${attempts} attempts, ${pushed ? 'pushed' : 'at'} ${after.slice(0, 8)}${heldLine(held)}`,
    );
    return {
      result,
      generated: snapshotOf(tree),
      take: new Map(take.map(({ path, side }) => [path, side])),
    };
  }

  /** Somebody edits files of the clone and commits them. @returns nothing when there was nothing to edit */
  async commit({ edits: names, seed }: Commit): Promise<string | undefined> {
    const desk = this.desk(seed);
    const done = names.map((name) => edits[name].edit(desk)).filter((text) => text !== undefined);
    if (done.length === 0) return undefined;
    const robot = names.every((name) => name === 'bump-tag');
    const commit = await this.clone.commit(robot ? 'fluxcdbot' : 'ada', done.join('; '));
    if (commit !== undefined) this.note(`${commit.slice(0, 8)}: ${done.join('; ')}`);
    return commit;
  }

  /** Somebody takes the remote's main, commits and pushes; when others were faster, they try again on top of that. */
  async push(work: Commit): Promise<void> {
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      const before = await this.clone.update();
      const commit = await this.commit(work);
      if (commit === undefined || (await this.pushed(commit, before))) return;
    }
  }

  /** Pushes a commit of the clone. @returns whether the remote took it */
  async pushed(commit: string, before: string | undefined): Promise<boolean> {
    const { code, stderr } = await this.clone.push(commit);
    if (code === 0) {
      this.statistics.pushed += 1;
      this.ledger.landed(commit, before, 'people');
      return true;
    }
    if (/reject|fetch first|non-fast-forward|failed to (?:push|update)|cannot lock ref/.test(stderr))
      return false;
    throw new Error(`A push to ${this.url} failed: ${stderr}`);
  }

  /** What somebody in the clone has before them. */
  desk(seed: number): Desk {
    const files = this.clone.files;
    const there = new Set(files.paths());
    const wanted = treeOf(this.spec, this.story.role);
    const generated = [...new Set([...this.ledger.base.keys(), ...wanted.keys()])]
      .filter((path) => there.has(path))
      .sort();
    const coming = [...wanted.keys()].filter((path) => !this.ledger.base.has(path));
    return { files, generated, coming, dice: new Dice(seed) };
  }

  /** A violation with what led to it. */
  violated(error: Violated): Violated {
    return new Violated(error.violations, this.log);
  }

  /** Removes the clone and what the machines remember. */
  async close(): Promise<void> {
    this.bare.close();
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** What a world is made from. */
export interface WorldOptions {
  readonly site: Site;
  readonly story: Story;
  /** Name of the repository: one that nobody used before. */
  readonly repository: string;
  /** @default the real one */
  readonly deliver?: Deliver;
}

function repositoryUrl(repository: string): string {
  return codeCommitUrl(platformOf(firstSpec(2)), repository);
}

function heldLine(held: Delivery['held']): string {
  const items = held.map(
    ({ path, field, reason }) => `${path}${field === undefined ? '' : ` ${field}`} (${reason})`,
  );
  return items.length === 0 ? '' : `, held: ${items.join(', ')}`;
}

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Delivery } from '@tideway/delivery';
import { codeCommitUrl } from '@tideway/model';
import type { Story } from '../interleavings/command.ts';
import { firstSpec, type Spec } from '../model/spec.ts';
import { platformOf, treeOf } from '../model/trees.ts';
import { checkRoots } from '../oracle/check-roots.ts';
import { Violated } from '../oracle/violation.ts';
import { Clone } from '../people/clone.ts';
import { BareRepository } from './bare-repository.ts';
import { Diary } from './diary.ts';
import { Ledger, type Made } from './ledger.ts';
import { Machines, type Deliver, type SyncOptions } from './machines.ts';
import { People } from './people.ts';
import { pushEnvironment } from './push-environment.ts';
import type { Site } from './site.ts';

/** What a world is made from. */
export interface WorldOptions {
  readonly site: Site;
  readonly story: Story;
  /** Name of the repository: one that nobody used before. */
  readonly repository: string;
  /** @default the real one */
  readonly deliver?: Deliver;
}

/** One repository, everyone who works on it, and the ledger of what they did. */
export class World {
  readonly story: Story;
  readonly repository: string;
  readonly bare: BareRepository;
  readonly ledger: Ledger;
  readonly clone: Clone;
  readonly machines: Machines;
  readonly people: People;
  readonly diary = new Diary();
  readonly #specs: Spec[];
  readonly #folder: string;

  private constructor(options: WorldOptions, url: string, clone: Clone, bare: BareRepository) {
    const { site, story, repository, deliver } = options;
    const { diary } = this;
    this.story = story;
    this.repository = repository;
    this.#specs = [firstSpec(story.services)];
    this.clone = clone;
    this.bare = bare;
    this.#folder = join(site.folder, repository);
    const temporaryDirectory = join(this.#folder, 'render');
    this.ledger = new Ledger({
      bare,
      ...(story.renders && {
        alsoCheck: (transition) => checkRoots({ transition, kustomize: site.kustomize, temporaryDirectory }),
      }),
    });
    this.machines = new Machines({ site, story, repository, url, folder: this.#folder, diary, deliver });
    const wanted = () => treeOf(this.spec, story.role);
    this.people = new People({ clone, ledger: this.ledger, diary, wanted });
  }

  /** Makes a new repository and a clone of it. */
  static async make(options: WorldOptions): Promise<World> {
    const { site, repository } = options;
    await site.aws.ensureRepository(repository);
    const bare = new BareRepository(site.aws.repositoryPath(repository));
    const url = codeCommitUrl(platformOf(firstSpec(2)), repository);
    const clone = await Clone.make({
      folder: join(site.folder, repository, 'clone'),
      url,
      bare: bare.folder,
      environment: await pushEnvironment({ aws: site.aws, url }),
    });
    return new World(options, url, clone, bare);
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

  /**
   * Delivers, and tells the ledger.
   *
   * @throws {DeliveryError}
   */
  async sync(options: SyncOptions): Promise<Delivery> {
    const made = await this.machines.deliver({ spec: this.spec, ...options }, 'push');
    const { attempts, held, pushed } = made.result;
    const { statistics } = this.diary;
    statistics.delivered += pushed ? 1 : 0;
    statistics.races += attempts > 1 ? 1 : 0;
    statistics.held += held.length > 0 ? 1 : 0;
    this.ledger.delivered(made);
    return made.result;
  }

  /**
   * Proposes by a pull request; the ledger is not told.
   *
   * @throws {DeliveryError}
   */
  propose(options: SyncOptions): Promise<Made> {
    return this.machines.deliver({ spec: this.spec, ...options }, 'pull-request');
  }

  /** A violation with what led to it. */
  violated(error: Violated): Violated {
    return new Violated(error.violations, this.diary.lines);
  }

  /** Removes the clone and what the machines remember. */
  async close(): Promise<void> {
    this.bare.close();
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

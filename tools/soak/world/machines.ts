import { join } from 'node:path';
import { deliver, type Delivery, type DeliverOptions } from '@tideway/delivery';
import type { Machine, Story } from '../interleavings/command.ts';
import type { Spec } from '../model/spec.ts';
import { snapshotOf, treeOf } from '../model/trees.ts';
import type { Diary } from './diary.ts';
import type { Made } from './ledger.ts';
import type { Site } from './site.ts';

/** How one delivery is made. */
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

/** What machines need. */
export interface MachinesOptions {
  readonly site: Site;
  readonly story: Story;
  readonly repository: string;
  readonly url: string;
  /** Folder of what they remember. */
  readonly folder: string;
  readonly diary: Diary;
  /** @default the real one */
  readonly deliver?: Deliver | undefined;
}

/** The machines that deliver to a repository, each with a memory of its own. */
export class Machines {
  readonly #options: MachinesOptions;
  #new = 0;

  constructor(options: MachinesOptions) {
    this.#options = options;
  }

  /** State directory of a machine; `new` is one that never delivered before. */
  stateDirectory(machine: Machine | 'new'): string {
    return join(this.#options.folder, machine === 'new' ? `machine-${(this.#new += 1)}` : machine);
  }

  /**
   * Delivers what a spec says.
   *
   * @throws {DeliveryError}
   */
  async deliver(
    { machine, spec, take = [], onStep }: SyncOptions & { readonly spec: Spec },
    via: 'push' | 'pull-request',
  ): Promise<Made> {
    const { site, story, repository, url, diary, deliver: run = deliver } = this.#options;
    const tree = treeOf(spec, story.role);
    let gate: Promise<void> | undefined;
    diary.statistics.syncs += 1;
    const result = await run({
      repository,
      remote: {
        name: 'local',
        url,
        branch: 'main',
        environment: site.aws.environment,
        credentials: async () => {
          await gate;
          return site.aws.credentials;
        },
      },
      // Both are in use: a tree that is there, and one that is made while the remote is asked.
      tree: machine === 'laptop' ? tree : () => Promise.resolve(tree),
      stateDirectory: this.stateDirectory(machine),
      version: '0.0.0',
      source: 'soak',
      take,
      via,
      ...(story.renders && { kustomize: site.kustomize }),
      onProgress: ({ kind, attempt }) => {
        gate = onStep?.(kind, attempt) ?? gate;
      },
    });
    const { outcome, attempts, held, pushed, after = '' } = result;
    diary.note(
      `${machine} syncs: ${outcome}, ${attempts} attempts, ${pushed ? 'pushed' : 'at'} ${after.slice(0, 8)}${heldLine(held)}`,
    );
    return {
      result,
      generated: snapshotOf(tree),
      take: new Map(take.map(({ path, side }) => [path, side])),
    };
  }
}

function heldLine(held: Delivery['held']): string {
  const items = held.map(
    ({ path, field, reason }) => `${path}${field === undefined ? '' : ` ${field}`} (${reason})`,
  );
  return items.length === 0 ? '' : `, held: ${items.join(', ')}`;
}

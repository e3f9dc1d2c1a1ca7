import { join } from 'node:path';
import { codeCommitUrl, type Platform } from '@tideway/model';
import type { RehearsedCluster } from '../cluster/rehearsed-cluster.ts';
import type { BareRepository } from '../git/bare-repository.ts';
import type { KubernetesApi } from '../kubernetes/kubernetes-api.ts';
import { kinds } from '../kubernetes/kinds.ts';
import type { LiveObject, ObjectName } from '../kubernetes/live-object.ts';
import type { ProgramName } from '../programs/program.ts';
import type { Site } from '../site/site.ts';
import { applied, attempted } from './applied-by-flux.ts';
import type { OtherClusters } from './other-clusters.ts';
import { Person } from './person.ts';
import { type ProgramResult, runProgram } from './run-program.ts';
import { type Stage, stageOf } from './stage.ts';
import { usualPatience } from './usual-patience.ts';
import type { WorldOptions } from './world-options.ts';

/** Commits that the main branches of the flux-repo and of the tenant's repository are at. */
export interface Heads {
  readonly flux: string;
  readonly tenant: string;
}

/** Everything that a scenario can look at and act on, as a person who commits. */
export class World extends Person {
  readonly platform: Platform;
  /** Path of the model as the headers of the files name it. */
  readonly model: string;
  readonly site: Site;
  readonly cluster: RehearsedCluster;
  readonly stage: Stage;
  readonly signal: AbortSignal;
  /** How often the robot and a delivery push at the same time. */
  readonly races: number;
  /** The other clusters of the platform, as far as they run. */
  readonly others: OtherClusters;
  readonly #options: WorldOptions;

  constructor(options: WorldOptions) {
    const { platform, site, cluster, folder, people = 'people' } = options;
    super({
      folder: join(folder.root, people),
      url: (repository) => codeCommitUrl(platform, repository),
      environment: site.aws.connection.environment,
    });
    this.#options = options;
    this.platform = platform;
    this.model = options.model;
    this.site = site;
    this.cluster = cluster;
    this.signal = options.signal;
    this.races = options.races;
    this.others = options.others;
    this.stage = stageOf(platform, cluster.model.environment);
  }

  /** How many times as long as usual is waited for anything on this platform. */
  get usualPatience(): number {
    return usualPatience(this.platform);
  }

  /** How many times as long as usual is waited for anything at the moment. @default {@link usualPatience} */
  get patience(): number {
    return this.api.patience;
  }

  set patience(times: number) {
    this.api.patience = times;
  }

  /** The Kubernetes API. */
  get api(): KubernetesApi {
    return this.cluster.api;
  }

  /** Folder for a scenario's own files. */
  get scratch(): string {
    return join(this.#options.folder.root, 'scratch');
  }

  /** The repository that every cluster follows, as the server has it. */
  get fluxRepository(): BareRepository {
    return this.site.repository(this.platform.repositories.flux);
  }

  /** The tenant's repository, as the server has it. */
  get tenantRepository(): BareRepository {
    return this.site.repository(this.stage.tenant.repository);
  }

  /** The same world for somebody who works side by side with others, from clones of their own. */
  beside(lane: number): World {
    return new World({ ...this.#options, people: `people-${lane}` });
  }

  /** The same world seen from another cluster. */
  on(cluster: RehearsedCluster): World {
    return new World({ ...this.#options, cluster });
  }

  /** Takes back all commits of a scenario, and waits until the cluster is as before. */
  async undo(): Promise<void> {
    await this.takeBack();
    await this.settled();
  }

  /** Where the main branches of both repositories are now. */
  async heads(): Promise<Heads> {
    const [flux, tenant] = await Promise.all([this.fluxRepository.head(), this.tenantRepository.head()]);
    return { flux, tenant };
  }

  /**
   * Waits until the cluster has applied what both repositories say, and is Ready.
   *
   * @param heads - what has to be applied; what comes after it will do as well. @default where they are now
   */
  async settled(within = 60_000, heads?: Heads): Promise<void> {
    const { flux, tenant } = heads ?? (await this.heads());
    await this.applied(kinds.kustomization('flux-system', 'flux-system'), this.fluxRepository, within, flux);
    await this.applied(kinds.kustomization('flux-system', 'apps'), this.fluxRepository, within, flux);
    await this.applied(this.stage.sync, this.tenantRepository, within, tenant);
  }

  /** Waits until a Kustomization has applied a commit, and is Ready: see {@link applied}. */
  applied(name: ObjectName, repository: BareRepository, within = 60_000, head?: string): Promise<LiveObject> {
    const { api, signal } = this;
    return applied({ api, name, repository, signal }, within * this.usualPatience, head);
  }

  /** Waits until a Kustomization has tried to apply what its repository's main branch is at, with whatever result. */
  attempted(name: ObjectName, repository: BareRepository): Promise<void> {
    return attempted({ api: this.api, name, repository });
  }

  /** Runs kubectl as an administrator. */
  kubectl(args: readonly string[], input?: string): Promise<ProgramResult> {
    return this.#run('kubectl', args, input);
  }

  /** Runs the flux command. */
  flux(args: readonly string[]): Promise<ProgramResult> {
    return this.#run('flux', args);
  }

  #run(name: ProgramName, args: readonly string[], input?: string): Promise<ProgramResult> {
    const { programs, folder } = this.#options;
    const { kubeconfig } = this.cluster.controlPlane;
    return runProgram({ program: programs.path[name], args, kubeconfig, home: folder.root, input });
  }
}

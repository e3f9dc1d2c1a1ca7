import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { codeCommitUrl, type Platform } from '@tideway/model';
import type { RehearsedCluster } from '../cluster/rehearsed-cluster.ts';
import { plainEnvironment } from '../control-plane/cluster-options.ts';
import { NotYet } from '../eventually.ts';
import { eventually } from '../eventually.ts';
import type { BareRepository } from '../git/bare-repository.ts';
import { Clone, type Edit } from '../git/clone.ts';
import type { KubernetesApi } from '../kubernetes/kubernetes-api.ts';
import { describe, isReady } from '../kubernetes/kubernetes-api.ts';
import { kinds } from '../kubernetes/kinds.ts';
import { condition, type LiveObject, type ObjectName } from '../kubernetes/live-object.ts';
import type { RehearsalFolder } from '../processes/rehearsal-folder.ts';
import type { Programs } from '../programs/build-programs.ts';
import type { Site } from '../site/site.ts';
import type { OtherClusters } from './other-clusters.ts';
import { type Stage, stageOf } from './stage.ts';

/** What a world is made from. */
export interface WorldOptions {
  readonly platform: Platform;
  readonly model: string;
  readonly site: Site;
  readonly cluster: RehearsedCluster;
  readonly folder: RehearsalFolder;
  readonly programs: Programs;
  readonly signal: AbortSignal;
  /** How often the robot and a delivery push at the same time. */
  readonly races: number;
  /** The other clusters of the platform, as far as they run. */
  readonly others: OtherClusters;
  /** Folder of the clones of one person; two who work side by side need one each. @default people */
  readonly people?: string;
}

/** Commits that the main branches of the flux-repo and of the tenant's repository are at. */
export interface Heads {
  readonly flux: string;
  readonly tenant: string;
}

/** How a program ended. */
export interface ProgramResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Everything that a scenario can look at and act on. */
export class World {
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
  readonly #clones = new Map<string, Promise<Clone>>();
  readonly #commits: { readonly repository: string; readonly commit: string }[] = [];

  constructor(options: WorldOptions) {
    this.#options = options;
    const { platform, model, site, cluster, signal } = options;
    this.platform = platform;
    this.model = model;
    this.site = site;
    this.cluster = cluster;
    this.signal = signal;
    this.races = options.races;
    this.others = options.others;
    this.stage = stageOf(platform, cluster.model.environment);
  }

  /** Part of the usual time that is waited for anything. @default 1 */
  get patience(): number {
    return this.api.patience;
  }

  set patience(part: number) {
    this.api.patience = part;
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

  /** A person's clone of a repository. */
  clone(repository: string): Promise<Clone> {
    const known = this.#clones.get(repository);
    if (known) return known;
    const made = Clone.make({
      url: codeCommitUrl(this.platform, repository),
      folder: join(this.#options.folder.root, this.#options.people ?? 'people', repository),
      environment: this.site.aws.connection.environment,
    });
    this.#clones.set(repository, made);
    return made;
  }

  /** Commits to main as a person, and remembers to take it back after the scenario. @returns the commit */
  async change(repository: string, edits: Readonly<Record<string, Edit>>, message: string): Promise<string> {
    const commit = await (await this.clone(repository)).change(edits, message);
    this.remember(repository, commit);
    return commit;
  }

  /** Has a commit that was made otherwise taken back after the scenario. */
  remember(repository: string, commit: string): void {
    this.#commits.push({ repository, commit });
  }

  /** The same world for somebody who works side by side with others, from clones of their own. */
  beside(lane: number): World {
    return new World({ ...this.#options, people: `people-${lane}` });
  }

  /** The same world seen from another cluster. */
  on(cluster: RehearsedCluster): World {
    return new World({ ...this.#options, cluster });
  }

  /** Waits until the Kubernetes API answers again. */
  async untilApiAnswers(): Promise<void> {
    await eventually({
      what: 'the Kubernetes API answers again',
      within: 60_000,
      signal: this.signal,
      ask: async () => ((await this.api.isServing()) ? true : undefined),
    });
  }

  /** Leaves a commit to the scenario, which has taken it back itself. */
  forget(commit: string): void {
    const index = this.#commits.findIndex((one) => one.commit === commit);
    if (index >= 0) this.#commits.splice(index, 1);
  }

  /** Whether there are commits to take back. */
  get hasChanges(): boolean {
    return this.#commits.length > 0;
  }

  /** Takes back all commits of a scenario, and waits until the cluster is as before. */
  async undo(): Promise<void> {
    const byRepository = Map.groupBy(this.#commits.splice(0), ({ repository }) => repository);
    for (const [repository, commits] of byRepository) {
      const clone = await this.clone(repository);
      await clone.revert(commits.map(({ commit }) => commit));
    }
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

  /**
   * Waits until a Kustomization has applied a commit, and is Ready. What others push meanwhile may be applied as well.
   *
   * @param head - the commit. @default what the main branch of its repository is at now
   */
  async applied(
    name: ObjectName,
    repository: BareRepository,
    within = 60_000,
    head?: string,
  ): Promise<LiveObject> {
    const wanted = head ?? (await repository.head());
    return eventually({
      what: `${name.name} has applied ${wanted.slice(0, 10)} of ${repository.name}`,
      within,
      every: 50,
      signal: this.signal,
      ask: async () => {
        const object = await this.api.get(name);
        const revision = object.status?.lastAppliedRevision ?? 'nothing';
        if (isReady(object) && (await repository.contains(revision.replace(/^.*:/, ''), wanted)))
          return object;
        return new NotYet(`it has applied ${revision}; ${describe(object)}`);
      },
    });
  }

  /** Waits until a Kustomization has tried to apply what its repository's main branch is at, with whatever result. */
  async attempted(name: ObjectName, repository: BareRepository): Promise<void> {
    const head = await repository.head();
    await this.api.waitFor(name, `has tried ${head.slice(0, 10)}`, (object) => {
      const { status = '', message = '' } = condition(object, 'Ready') ?? {};
      const isApplied = status !== 'Unknown' || message.includes('health check');
      return isApplied && String(object.status?.['lastAttemptedRevision']).endsWith(head);
    });
  }

  /** Runs kubectl as an administrator. */
  kubectl(args: readonly string[], input?: string): Promise<ProgramResult> {
    return this.#run(this.#options.programs.path.kubectl, args, input);
  }

  /** Runs the flux command. */
  flux(args: readonly string[]): Promise<ProgramResult> {
    return this.#run(this.#options.programs.path.flux, args);
  }

  #run(program: string, args: readonly string[], input?: string): Promise<ProgramResult> {
    const environment = plainEnvironment({
      KUBECONFIG: this.cluster.controlPlane.kubeconfig,
      HOME: this.#options.folder.root,
      NO_COLOR: '1',
    });
    return new Promise((resolve) => {
      const child = execFile(
        program,
        args,
        { env: environment, timeout: 60_000, maxBuffer: 64 * 1024 * 1024 },
        (error, stdout, stderr) => {
          const code = error ? (typeof error.code === 'number' ? error.code : 1) : 0;
          resolve({ code, stdout, stderr });
        },
      );
      child.stdin?.end(input);
    });
  }
}

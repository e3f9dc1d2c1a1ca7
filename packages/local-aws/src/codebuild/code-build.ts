import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { LocalAwsTarget } from '../aws/target.ts';
import { processStartTime } from '../daemon/process-identity.ts';
import type { AwsEvent } from '../events/aws-event.ts';
import { repositoryExists, repositoryFolder } from '../git/repository-store.ts';
import type { OciRegistry } from '../ecr/oci-registry.ts';
import type { StateDirectory } from '../state/state-directory.ts';
import { BuildQueue } from './build-queue.ts';
import type { Build, BuildStatus } from './builds/build.ts';
import { hasEnded, withoutProcesses } from './builds/build.ts';
import { BuildStore } from './builds/build-store.ts';
import type { BuildProject } from './projects/build-project.ts';
import { buildsBranch } from './projects/build-project.ts';
import { projectsOf } from './projects/project-list.ts';
import { endGroup } from './run/build-shell.ts';
import { endLeftOver } from './run/end-left-over.ts';
import { resolveSource } from './run/fetch-source.ts';
import type { Interruption } from './run/run-build.ts';
import { runBuild } from './run/run-build.ts';

/** What CodeBuild works with. */
export interface CodeBuildOptions {
  readonly state: StateDirectory;
  /** Account and region of all projects. */
  readonly target: LocalAwsTarget;
  /** Variables that lead a build to local AWS: see `localAwsEnvironment`. */
  readonly environment: Readonly<Record<string, string>>;
  /** Values that no log may show. */
  readonly secrets: readonly string[];
  /** The OCI registry behind ECR; without one, images can be neither made nor pushed. */
  readonly registry: OciRegistry | undefined;
  /** Called when a push could not be turned into a build. */
  readonly onTrouble: (error: unknown) => void;
}

/** A build that is asked for. */
export interface StartBuild {
  readonly project: BuildProject;
  /** Branch, tag or commit. @default - the repository's default branch */
  readonly sourceVersion?: string | undefined;
  /** Who asks: `rule/<repository>` for a push. */
  readonly initiator: string;
  /** Variables that win over those of project and buildspec. @default {} */
  readonly overrides?: Readonly<Record<string, string>>;
}

/** Builds of this machine: started by pushes and by the API, one at a time for each project. */
export class CodeBuild {
  readonly store: BuildStore;
  readonly #options: CodeBuildOptions;
  readonly #queues = new Map<string, BuildQueue>();
  readonly #running = new Map<string, AbortController>();
  #order: Promise<void> = Promise.resolve();
  #closed = false;
  #baseImage: Promise<string> | undefined;

  constructor(options: CodeBuildOptions) {
    this.#options = options;
    this.store = new BuildStore(options.state, options.target);
  }

  /** Account and region of all projects. */
  get target(): LocalAwsTarget {
    return this.#options.target;
  }

  /** The projects of this moment. */
  projects(): Promise<readonly BuildProject[]> {
    return projectsOf(this.#options.state);
  }

  /** Starts the builds that a push asks for, in the order of the pushes. */
  hear(event: AwsEvent): void {
    const { repositoryName, referenceType, referenceName, commitId } = event.detail;
    const { account, region } = this.target;
    const isOurs = event.account === account && event.region === region;
    if (!isOurs || event.source !== 'aws.codecommit' || referenceType !== 'branch' || !commitId) return;
    this.#inOrder(async () => {
      for (const project of await this.projects()) {
        const { repository } = project;
        if (repository !== repositoryName || !buildsBranch(project, referenceName ?? '')) continue;
        await this.#enqueue(
          { project, initiator: `rule/${repository}` },
          { commit: commitId, sourceVersion: `refs/heads/${referenceName}` },
        );
      }
    });
  }

  /**
   * Ends what an earlier local AWS has left unfinished, and builds the head of each project's default branch unless it
   * was built.
   */
  catchUp(): void {
    this.#inOrder(async () => {
      for (const project of await this.projects()) {
        const builds = await this.store.list(project.name);
        for (const build of builds) if (!hasEnded(build)) await this.#abandon(build);
        const source = await this.#resolve(project);
        if (!source || builds.some((build) => build.commit === source.commit && wasDecided(build))) continue;
        await this.#enqueue({ project, initiator: `rule/${project.repository}` }, source);
      }
    });
  }

  /** Starts a build. @returns undefined when the repository has no such source. */
  async start(asked: StartBuild): Promise<Build | undefined> {
    const source = await this.#resolve(asked.project, asked.sourceVersion);
    return source && (await this.#enqueue(asked, source));
  }

  /** Stops a build that waits or runs. */
  async stop({ id, project }: Pick<Build, 'id' | 'project'>): Promise<void> {
    if (await this.#queues.get(project)?.remove(id, 'it was stopped')) return;
    this.#running.get(id)?.abort('STOPPED' satisfies Interruption);
  }

  /** Stops all builds with their processes; resolves when none runs. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#order;
    const closing = [...this.#queues.values()].map((queue) => queue.close());
    for (const controller of this.#running.values()) controller.abort('STOPPED' satisfies Interruption);
    await Promise.all(closing);
  }

  #inOrder(work: () => Promise<void>): void {
    // What comes too late is found by the next local AWS, when it catches up.
    this.#order = this.#order
      .then(() => (this.#closed ? undefined : work()))
      .catch((error: unknown) => this.#options.onTrouble(error));
  }

  async #resolve(project: BuildProject, name?: string): ReturnType<typeof resolveSource> {
    const address = { ...this.target, name: project.repository };
    if (!(await repositoryExists(this.#options.state, address))) return undefined;
    return await resolveSource(repositoryFolder(this.#options.state, address), name);
  }

  async #enqueue(
    { project, initiator, overrides = {} }: StartBuild,
    source: { readonly commit: string; readonly sourceVersion: string },
  ): Promise<Build> {
    const { account, region } = this.target;
    const now = Date.now();
    const build: Build = {
      id: `${project.name}:${randomUUID()}`,
      project: project.name,
      account,
      region,
      number: await this.store.takeNumber(project.name),
      status: 'IN_PROGRESS',
      phases: [
        { type: 'SUBMITTED', status: 'SUCCEEDED', startTime: now, endTime: now },
        { type: 'QUEUED', startTime: now },
      ],
      repository: project.repository,
      ...source,
      initiator,
      overrides,
      startTime: now,
    };
    await this.store.write(build);
    const queue = this.#queues.get(project.name) ?? new BuildQueue();
    this.#queues.set(project.name, queue);
    await queue.add({
      name: build.id,
      // Who asks for a build by name gets it; of pushes to a branch only the newest is worth one.
      ...(initiator.startsWith('rule/') && { kind: source.sourceVersion }),
      run: () => this.#run(project, build),
      drop: (why) => this.#end(build, 'STOPPED', `Not started: ${why}.`),
    });
    return build;
  }

  async #run(project: BuildProject, build: Build): Promise<void> {
    const { state, environment, secrets } = this.#options;
    const controller = new AbortController();
    this.#running.set(build.id, controller);
    const now = Date.now();
    const phases = build.phases.map((phase) =>
      phase.type === 'QUEUED' ? { ...phase, status: 'SUCCEEDED' as const, endTime: now } : phase,
    );
    await runBuild({
      state,
      store: this.store,
      project,
      build: { ...build, phases },
      aws: environment,
      secrets,
      variables: () => this.#ownVariables(),
      signal: controller.signal,
    });
    this.#running.delete(build.id);
  }

  /** What a build is told of this machine: the image that others can start from. */
  async #ownVariables(): Promise<Record<string, string>> {
    const { state, target, registry } = this.#options;
    if (!registry) return {};
    const { ensureBaseImage } = await import('./docker/base-image.ts');
    this.#baseImage ??= ensureBaseImage({ state, target, registry }).catch((error: unknown) => {
      this.#baseImage = undefined;
      throw error;
    });
    return { BASE_IMAGE: await this.#baseImage };
  }

  /** Ends the record of a build that this program does not run. */
  async #end(build: Build, status: Exclude<BuildStatus, 'IN_PROGRESS'>, message: string): Promise<void> {
    const now = Date.now();
    const phases = build.phases.map((phase) =>
      phase.endTime === undefined ? { ...phase, status, message, endTime: now } : phase,
    );
    await this.store.write({ ...withoutProcesses(build), phases, status, endTime: now });
  }

  /** Ends a build whose local AWS is gone, with the processes that it may have left. */
  async #abandon(build: Build): Promise<void> {
    const { pid, startTime } = build.processes ?? {};
    if (pid !== undefined && (await processStartTime(pid)) === startTime) endGroup(pid);
    await endLeftOver(build.id);
    await rm(join(this.store.folderOf(build), 'work'), { recursive: true, force: true });
    await this.#end(build, 'STOPPED', 'Local AWS was ended while it ran.');
  }
}

/** Whether a build says something about its commit; one that was stopped does not. */
function wasDecided({ status }: Build): boolean {
  return status === 'SUCCEEDED' || status === 'FAILED';
}

import type { LocalAwsTarget } from '../aws/target.ts';
import type { AwsEvent } from '../events/aws-event.ts';
import { repositoryExists, repositoryFolder } from '../git/repository-store.ts';
import { BuildRunner, type BuildRunnerOptions } from './build-runner.ts';
import type { Build } from './builds/build.ts';
import { hasEnded } from './builds/build.ts';
import { BuildStore } from './builds/build-store.ts';
import { newBuild } from './builds/new-build.ts';
import type { BuildProject } from './projects/build-project.ts';
import { buildsBranch } from './projects/build-project.ts';
import { projectsOf } from './projects/project-list.ts';
import { abandonBuild } from './run/end-build.ts';
import { resolveSource } from './run/fetch-source.ts';

/** What CodeBuild works with; all projects are of its account and region. */
export interface CodeBuildOptions extends Omit<BuildRunnerOptions, 'store'> {
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

/** Builds of this machine: started by pushes and by the API. */
export class CodeBuild {
  readonly store: BuildStore;
  readonly #options: CodeBuildOptions;
  readonly #runner: BuildRunner;
  #order: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(options: CodeBuildOptions) {
    this.#options = options;
    this.store = new BuildStore(options.state, options.target);
    this.#runner = new BuildRunner({ ...options, store: this.store });
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
        for (const build of builds) if (!hasEnded(build)) await abandonBuild(this.store, build);
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
  stop(build: Pick<Build, 'id' | 'project'>): Promise<void> {
    return this.#runner.stop(build);
  }

  /** Stops all builds with their processes; resolves when none runs. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#order;
    await this.#runner.close();
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
    const build = await newBuild(this.store, { project, target: this.target, source, initiator, overrides });
    // Who asks for a build by name gets it; of pushes to a branch only the newest is worth one.
    await this.#runner.add(project, build, initiator.startsWith('rule/'));
    return build;
  }
}

/** Whether a build says something about its commit; one that was stopped does not. */
function wasDecided({ status }: Build): boolean {
  return status === 'SUCCEEDED' || status === 'FAILED';
}

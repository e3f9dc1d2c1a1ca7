import type { LocalAwsTarget } from '../aws/target.ts';
import type { OciRegistry } from '../ecr/oci-registry.ts';
import type { StateDirectory } from '../state/state-directory.ts';
import { BuildQueue } from './build-queue.ts';
import type { Build } from './builds/build.ts';
import type { BuildStore } from './builds/build-store.ts';
import type { BuildProject } from './projects/build-project.ts';
import { endBuild } from './run/end-build.ts';
import { type Interruption, runBuild } from './run/run-build.ts';

/** What builds run with. */
export interface BuildRunnerOptions {
  readonly state: StateDirectory;
  readonly target: LocalAwsTarget;
  readonly store: BuildStore;
  /** Variables that lead a build to local AWS: see `localAwsEnvironment`. */
  readonly environment: Readonly<Record<string, string>>;
  /** Values that no log may show. */
  readonly secrets: readonly string[];
  /** The OCI registry behind ECR; without one, images can be neither made nor pushed. */
  readonly registry: OciRegistry | undefined;
}

/** Runs builds, one at a time for each project. */
export class BuildRunner {
  readonly #options: BuildRunnerOptions;
  readonly #queues = new Map<string, BuildQueue>();
  readonly #running = new Map<string, AbortController>();
  #baseImage: Promise<string> | undefined;

  constructor(options: BuildRunnerOptions) {
    this.#options = options;
  }

  /**
   * Runs a build when it is its turn.
   *
   * @param isNewest - whether it takes the place of builds of the same source version that still wait
   */
  async add(project: BuildProject, build: Build, isNewest: boolean): Promise<void> {
    const queue = this.#queues.get(project.name) ?? new BuildQueue();
    this.#queues.set(project.name, queue);
    await queue.add({
      name: build.id,
      ...(isNewest && { kind: build.sourceVersion }),
      run: () => this.#run(project, build),
      drop: (why) => endBuild(this.#options.store, build, 'STOPPED', `Not started: ${why}.`),
    });
  }

  /** Stops a build that waits or runs. */
  async stop({ id, project }: Pick<Build, 'id' | 'project'>): Promise<void> {
    if (await this.#queues.get(project)?.remove(id, 'it was stopped')) return;
    this.#running.get(id)?.abort('STOPPED' satisfies Interruption);
  }

  /** Stops all builds with their processes; resolves when none runs. */
  async close(): Promise<void> {
    const closing = [...this.#queues.values()].map((queue) => queue.close());
    for (const controller of this.#running.values()) controller.abort('STOPPED' satisfies Interruption);
    await Promise.all(closing);
  }

  async #run(project: BuildProject, build: Build): Promise<void> {
    const { state, store, environment, secrets } = this.#options;
    const controller = new AbortController();
    this.#running.set(build.id, controller);
    const now = Date.now();
    const phases = build.phases.map((phase) =>
      phase.type === 'QUEUED' ? { ...phase, status: 'SUCCEEDED' as const, endTime: now } : phase,
    );
    await runBuild({
      state,
      store,
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
}

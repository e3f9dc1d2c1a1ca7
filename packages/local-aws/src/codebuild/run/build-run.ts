import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { processStartTime } from '../../daemon/process-identity.ts';
import type { PhaseType } from '../builds/build.ts';
import type { Buildspec, BuildspecPhase } from '../buildspec/buildspec-schema.ts';
import type { BuildFolders } from './build-folders.ts';
import { makeBuildFolders } from './build-folders.ts';
import type { BuildLog } from './build-log.ts';
import type { BuildProgress } from './build-progress.ts';
import { BuildShell } from './build-shell.ts';
import { endLeftOver } from './end-left-over.ts';
import { exportedVariables } from './exported-variables.ts';
import { keepFiles } from './keep-files.ts';
import { prepareBuild } from './prepare-build.ts';
import type { Ended, Interruption, RunBuildOptions } from './run-build.ts';
import { runCommands } from './run-commands.ts';

/** What a build is run with, and what it is recorded by. */
export interface BuildRunOptions extends RunBuildOptions {
  readonly progress: BuildProgress;
  readonly log: BuildLog;
}

const PHASES = ['install', 'pre_build', 'build', 'post_build'] as const;

/** One build while it runs. */
export class BuildRun {
  readonly #options: BuildRunOptions;
  #shell: BuildShell | undefined;
  #variables: Readonly<Record<string, string>> = {};
  #isSucceeding = true;

  constructor(options: BuildRunOptions) {
    this.#options = options;
  }

  /** Runs all phases. @returns how it ended */
  async all(): Promise<Ended> {
    const { store, build, log, signal } = this.#options;
    const stop = () => this.#shell?.kill();
    signal.addEventListener('abort', stop, { once: true });
    let folders: BuildFolders | undefined;
    try {
      await this.#phase('PROVISIONING', async () => {
        folders = await makeBuildFolders(store.folderOf(build));
        this.#variables = await this.#options.variables();
      });
      if (folders && this.#isSucceeding) await this.#inFolders(folders);
    } finally {
      signal.removeEventListener('abort', stop);
      this.#shell?.kill();
      await endLeftOver(build.id);
    }
    await this.#phase('FINALIZING', async () => {
      // Also on failure: a build's folder is as large as what it installed.
      if (folders) await rm(folders.work, { recursive: true, force: true, maxRetries: 3 });
    });
    const status = this.#interruption() ?? (this.#isSucceeding ? 'SUCCEEDED' : 'FAILED');
    log.say(`Build ${build.number} of ${build.project}: ${status}`);
    return status;
  }

  async #inFolders(folders: BuildFolders): Promise<void> {
    let buildspec: Buildspec | undefined;
    await this.#phase('DOWNLOAD_SOURCE', async () => {
      buildspec = await this.#prepare(folders);
    });
    if (!buildspec || !this.#shell) return;
    for (const name of PHASES) {
      const phase = buildspec.phases[name];
      const status = await this.#phase(name.toUpperCase() as PhaseType, () => this.#run(phase));
      await this.#shell.run(`export CODEBUILD_BUILD_SUCCEEDING=${this.#isSucceeding ? 1 : 0}`);
      const onFailure = phase?.['on-failure'];
      // After a failed build phase CodeBuild goes on with post_build, unless it is told otherwise.
      const goesOn =
        onFailure === 'CONTINUE' || (onFailure === undefined && ['build', 'post_build'].includes(name));
      if (status !== 'SUCCEEDED' && !goesOn) return;
    }
    await this.#export(buildspec);
    const { log } = this.#options;
    const kept = { buildspec, folders, log };
    await this.#phase('UPLOAD_ARTIFACTS', () => keepFiles({ ...kept, isSucceeding: this.#isSucceeding }));
  }

  /** Runs one phase, and records how it went. */
  async #phase(type: PhaseType, work: () => Promise<void>): Promise<Ended> {
    const { progress, log } = this.#options;
    if (this.#interruption() && type !== 'FINALIZING') return 'STOPPED';
    log.say(`Entering phase ${type}`);
    await progress.enter(type);
    let message: string | undefined;
    try {
      await work();
    } catch (error) {
      message = error instanceof Error ? error.message : String(error);
      this.#isSucceeding = false;
    }
    const interrupted = type === 'FINALIZING' ? undefined : this.#interruption();
    const status = interrupted ?? (message === undefined ? 'SUCCEEDED' : 'FAILED');
    log.say(`Phase complete: ${type} State: ${status}`);
    if (message !== undefined)
      log.say(`Phase context status code: ${interrupted ?? 'FAILED'} Message: ${message}`);
    await progress.leave(status, message);
    return status;
  }

  #interruption(): Interruption | undefined {
    const { signal } = this.#options;
    return signal.aborted ? (signal.reason as Interruption) : undefined;
  }

  /** Prepares the source, and opens the shell. */
  async #prepare(folders: BuildFolders): Promise<Buildspec> {
    const { state, build, project, aws, log } = this.#options;
    const { buildspec, environment } = await prepareBuild({
      ...{ state, build, project, aws, folders, log },
      variables: this.#variables,
    });
    this.#shell = new BuildShell({
      directory: folders.source,
      environment,
      stateFile: folders.shellState,
      onOutput: (chunk) => log.output(chunk),
      onStart: (pid) => void this.#record(pid),
    });
    return buildspec;
  }

  /** Writes down the process group, so that it can be ended when this program was killed. */
  async #record(pid: number): Promise<void> {
    const startTime = (await processStartTime(pid)) ?? '';
    await this.#options.progress.update({ processes: { pid, startTime } }).catch(() => undefined);
  }

  async #run(phase: BuildspecPhase | undefined): Promise<void> {
    const { log } = this.#options;
    if (!phase || !this.#shell) return;
    await runCommands({
      phase,
      shell: this.#shell,
      log,
      isInterrupted: () => this.#interruption() !== undefined,
    });
  }

  /** Keeps the variables that the buildspec exports. */
  async #export({ env }: Buildspec): Promise<void> {
    const { store, progress, build } = this.#options;
    if (!this.#shell || this.#interruption()) return;
    const exported = await exportedVariables({
      shell: this.#shell,
      names: env['exported-variables'],
      file: join(store.folderOf(build), 'exported'),
    });
    if (exported) await progress.update({ exported });
  }
}

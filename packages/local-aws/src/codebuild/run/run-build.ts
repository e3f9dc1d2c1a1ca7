import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { processStartTime } from '../../daemon/process-identity.ts';
import { repositoryFolder } from '../../git/repository-store.ts';
import type { StateDirectory } from '../../state/state-directory.ts';
import type { Build, BuildStatus, PhaseType } from '../builds/build.ts';
import type { BuildStore } from '../builds/build-store.ts';
import type { Buildspec, BuildspecPhase } from '../buildspec/buildspec-schema.ts';
import { parseBuildspec } from '../buildspec/parse-buildspec.ts';
import type { BuildProject } from '../projects/build-project.ts';
import { buildspecPath } from '../projects/build-project.ts';
import { buildEnvironment, sourceUrl } from './build-environment.ts';
import type { BuildFolders } from './build-folders.ts';
import { makeBuildFolders } from './build-folders.ts';
import { BuildLog } from './build-log.ts';
import { BuildProgress } from './build-progress.ts';
import { BuildShell } from './build-shell.ts';
import { collectFiles } from './collect-files.ts';
import { endLeftOver } from './end-left-over.ts';
import { fetchSource } from './fetch-source.ts';
import { findValues, localValuesFile, readLocalValues } from './local-values.ts';
import { provideTools } from '../docker/provide-tools.ts';

/** What a build is run with. */
export interface RunBuildOptions {
  readonly state: StateDirectory;
  readonly store: BuildStore;
  readonly project: BuildProject;
  readonly build: Build;
  /** Variables that lead to local AWS: see `localAwsEnvironment`. */
  readonly aws: Readonly<Record<string, string>>;
  /** Values that the log must not show, besides the build's own secrets. */
  readonly secrets: readonly string[];
  /** More variables, over which project and buildspec win. */
  readonly variables: () => Promise<Readonly<Record<string, string>>>;
  /** Ends the build; its reason is what the build is recorded as. */
  readonly signal: AbortSignal;
}

type Ended = Exclude<BuildStatus, 'IN_PROGRESS'>;

/** Why a build is ended from outside. */
export type Interruption = Extract<BuildStatus, 'STOPPED' | 'TIMED_OUT'>;

/**
 * Runs a build from its source to its end, as CodeBuild does
 * (https://docs.aws.amazon.com/codebuild/latest/userguide/view-build-details-phases.html). Never throws: what goes wrong
 * is the build's status and in its log.
 *
 * @returns the build as it ended.
 */
export async function runBuild(options: RunBuildOptions): Promise<Build> {
  const { store, build, project } = options;
  const progress = new BuildProgress(store, build);
  const log = new BuildLog({ path: store.logOf(build), secrets: options.secrets });
  const timeout = new AbortController();
  const minutes = project.timeoutInMinutes ?? 60;
  const timer = setTimeout(() => timeout.abort('TIMED_OUT' satisfies Interruption), minutes * 60_000);
  const signal = AbortSignal.any([options.signal, timeout.signal]);
  const run = new BuildRun({ ...options, progress, log, signal });
  let status: Ended = 'FAULT';
  try {
    status = await run.all();
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    log.say(`Local AWS failed: ${said}`);
    await progress.leave('FAULT', said).catch(() => undefined);
  } finally {
    clearTimeout(timer);
    // First the log: whoever sees that a build has ended finds all of it.
    await log.close();
  }
  await progress.complete(status).catch(() => undefined);
  return progress.build;
}

interface BuildRunOptions extends RunBuildOptions {
  readonly progress: BuildProgress;
  readonly log: BuildLog;
}

const PHASES = ['install', 'pre_build', 'build', 'post_build'] as const;

/** One build while it runs. */
class BuildRun {
  readonly #options: BuildRunOptions;
  #shell: BuildShell | undefined;
  #variables: Readonly<Record<string, string>> = {};
  #isSucceeding = true;

  constructor(options: BuildRunOptions) {
    this.#options = options;
  }

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
      const status = await this.#phase(name.toUpperCase() as PhaseType, () => this.#commands(phase));
      await this.#shell.run(`export CODEBUILD_BUILD_SUCCEEDING=${this.#isSucceeding ? 1 : 0}`);
      const onFailure = phase?.['on-failure'];
      // After a failed build phase CodeBuild goes on with post_build, unless it is told otherwise.
      const goesOn =
        onFailure === 'CONTINUE' || (onFailure === undefined && ['build', 'post_build'].includes(name));
      if (status !== 'SUCCEEDED' && !goesOn) return;
    }
    await this.#export(buildspec);
    await this.#phase('UPLOAD_ARTIFACTS', () => this.#collect(buildspec!, folders));
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

  /** Fetches the source, reads the buildspec, opens the shell. */
  async #prepare(folders: BuildFolders): Promise<Buildspec> {
    const { state, build, project, aws, log } = this.#options;
    const { account, region, repository, commit } = build;
    await fetchSource({
      repository: repositoryFolder(state, { account, region, name: repository }),
      commit,
      into: folders.source,
      url: sourceUrl(region, repository),
    });
    const file = buildspecPath(project);
    const text = await readFile(join(folders.source, file), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      throw new Error(
        `${repository} has no ${file} at ${commit.slice(0, 7)}. Add one: it says what a build does.`,
      );
    });
    const buildspec = parseBuildspec({ file, text });
    const values = findValues(buildspec.env, await readLocalValues(state), localValuesFile(state));
    log.hide(Object.values(values));
    const machine = await buildEnvironment({
      build,
      folders,
      aws,
      timeoutInMinutes: project.timeoutInMinutes ?? 60,
    });
    await provideTools(folders.tools);
    const environment = {
      ...machine,
      ...this.#variables,
      ...buildspec.env.variables,
      ...values,
      ...project.environmentVariables,
      ...build.overrides,
    };
    this.#shell = new BuildShell({
      directory: folders.source,
      environment,
      stateFile: folders.shellState,
      onOutput: (chunk) => log.output(chunk),
      onStart: (pid) => void this.#record(pid),
    });
    checkRuntimes(buildspec);
    return buildspec;
  }

  /** Writes down the process group, so that it can be ended when this program was killed. */
  async #record(pid: number): Promise<void> {
    const startTime = (await processStartTime(pid)) ?? '';
    await this.#options.progress.update({ processes: { pid, startTime } }).catch(() => undefined);
  }

  async #commands(phase: BuildspecPhase | undefined): Promise<void> {
    if (!phase) return;
    let problem = await this.#inTurn(phase.commands);
    // What is to be cleaned up is cleaned up whatever happened.
    problem = (await this.#inTurn(phase.finally)) ?? problem;
    if (problem !== undefined) throw new Error(problem);
  }

  /** Runs commands until one fails. @returns what failed */
  async #inTurn(commands: readonly string[]): Promise<string | undefined> {
    const { log } = this.#options;
    for (const command of commands) {
      if (this.#interruption()) return `ended before: ${command}`;
      log.say(`Running command ${command.trimEnd()}`);
      const code = (await this.#shell?.run(command)) ?? 1;
      if (code === 0) continue;
      log.say(`Command did not exit successfully ${command.trimEnd()} exit status ${code}`);
      return `Error while executing command: ${command.trimEnd()}. Reason: exit status ${code}`;
    }
    return undefined;
  }

  /** Keeps the variables that the buildspec exports. */
  async #export({ env }: Buildspec): Promise<void> {
    const { progress, build } = this.#options;
    const names = env['exported-variables'].filter((name) => /^[A-Za-z_]\w*$/.test(name));
    if (names.length === 0 || !this.#shell || this.#interruption()) return;
    const file = join(this.#options.store.folderOf(build), 'exported');
    const quoted = `'${file.replaceAll("'", String.raw`'\''`)}'`;
    const lines = names.map((name) => `printf '%s\\0' "\${${name}-}"`).join('; ');
    if ((await this.#shell.run(`{ ${lines}; } >${quoted}`)) !== 0) return;
    const values = (await readFile(file, 'utf8')).split('\0');
    await rm(file, { force: true });
    await progress.update({
      exported: Object.fromEntries(names.map((name, index) => [name, values[index] ?? ''])),
    });
  }

  async #collect({ artifacts, reports }: Buildspec, folders: BuildFolders): Promise<void> {
    const { log } = this.#options;
    const problems: string[] = [];
    const keep = async (what: string, options: Parameters<typeof collectFiles>[0]) => {
      try {
        const kept = await collectFiles(options);
        log.say(`Kept ${kept.length} ${kept.length === 1 ? 'file' : 'files'} of ${what}: ${kept.join(', ')}`);
      } catch (error) {
        problems.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
      }
    };
    const wanted = (set: {
      readonly files: readonly string[];
      readonly 'base-directory'?: string | undefined;
      readonly 'discard-paths': boolean;
    }) => ({
      source: folders.source,
      files: set.files,
      baseDirectory: set['base-directory'],
      discardPaths: set['discard-paths'],
    });
    for (const [name, report] of Object.entries(reports))
      await keep(`the report ${name}`, { ...wanted(report), into: join(folders.reports, fileName(name)) });
    if (artifacts && this.#isSucceeding) {
      const { 'secondary-artifacts': secondary, 'exclude-paths': exclude, ...primary } = artifacts;
      const sets = Object.entries({ artifacts: { ...primary, 'exclude-paths': exclude }, ...secondary });
      for (const [name, set] of sets) {
        const into =
          name === 'artifacts' ? folders.artifacts : join(`${folders.artifacts}-of`, fileName(name));
        await keep(name, { ...wanted(set), exclude: set['exclude-paths'], into });
      }
    }
    if (problems.length > 0) throw new Error(problems.join('; '));
  }
}

/** A name of a report or of artifacts as a name of a folder. */
function fileName(name: string): string {
  return name.replace(/[^\w.-]/g, '_').replace(/^\.+/, '_');
}

/** Runtimes of a buildspec that are not those of this machine. Others than Node.js are what the PATH has. */
function checkRuntimes({ phases }: Buildspec): void {
  const wanted = phases.install?.['runtime-versions']?.['nodejs'];
  const major = process.versions.node.split('.')[0];
  if (wanted === undefined || wanted === 'latest' || wanted.split('.')[0] === major) return;
  throw new Error(
    `phases.install.runtime-versions.nodejs: expected ${major}, which this machine has, got ${wanted}.`,
  );
}

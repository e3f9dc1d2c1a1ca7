import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { LocalAwsTarget } from '../../aws/target.ts';
import { replaceFile } from '../../state/atomic-file.ts';
import type { StateDirectory } from '../../state/state-directory.ts';
import type { Build } from './build.ts';
import { hasEnded } from './build.ts';

/** Builds of one project that are kept; older ones are removed when a new one starts. */
const KEPT = 100;

/** Builds of an account in a region, each a folder named by its number, with its record and its log. */
export class BuildStore {
  readonly #folder: string;

  constructor(state: StateDirectory, { account, region }: LocalAwsTarget) {
    this.#folder = join(state.codeBuild, account, region);
  }

  /** Folder of a build. */
  folderOf({ project, number }: Pick<Build, 'project' | 'number'>): string {
    return join(this.#folder, project, String(number));
  }

  /** File that a build's log is written to. */
  logOf(build: Pick<Build, 'project' | 'number'>): string {
    return join(this.folderOf(build), 'build.log');
  }

  /**
   * Takes the next number of a project; no number is ever given twice, also by two programs at once.
   *
   * @param after - what it has to be greater than, whatever was built here
   */
  async takeNumber(project: string, after = 0): Promise<number> {
    const folder = join(this.#folder, project);
    await mkdir(folder, { recursive: true });
    const last = join(folder, 'last-number');
    const text = await readFile(last, 'utf8').catch(() => '0');
    let number = Math.max(after, Number.parseInt(text, 10) || 0, ...(await this.#numbers(project)));
    for (;;) {
      number += 1;
      try {
        await mkdir(join(folder, String(number)), { mode: 0o700 });
        break;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
    }
    await replaceFile({ path: last, content: `${number}\n` });
    await this.#prune(project);
    return number;
  }

  /** Records how a build stands. */
  async write(build: Build): Promise<void> {
    await replaceFile({
      path: join(this.folderOf(build), 'build.json'),
      content: `${JSON.stringify(build, undefined, 2)}\n`,
    });
  }

  /** A build by its number. */
  async read(project: string, number: number): Promise<Build | undefined> {
    try {
      return JSON.parse(
        await readFile(join(this.#folder, project, String(number), 'build.json'), 'utf8'),
      ) as Build;
    } catch (error) {
      if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT')
        return undefined;
      throw error;
    }
  }

  /** Builds of a project, the newest first. */
  async list(project: string): Promise<readonly Build[]> {
    const numbers = (await this.#numbers(project)).sort((one, other) => other - one);
    const builds = await Promise.all(numbers.map((number) => this.read(project, number)));
    return builds.filter((build) => build !== undefined);
  }

  async #numbers(project: string): Promise<number[]> {
    const entries = await readdir(join(this.#folder, project)).catch(() => [] as string[]);
    return entries.filter((entry) => /^\d+$/.test(entry)).map(Number);
  }

  async #prune(project: string): Promise<void> {
    const old = (await this.#numbers(project)).sort((one, other) => other - one).slice(KEPT);
    for (const number of old) {
      const build = await this.read(project, number);
      if (build === undefined || hasEnded(build))
        await rm(this.folderOf({ project, number }), { recursive: true, force: true });
    }
  }
}

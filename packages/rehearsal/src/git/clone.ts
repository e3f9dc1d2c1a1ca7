import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { plainEnvironment } from '../control-plane/cluster-options.ts';

/** What becomes of a file: its new content, or `undefined` to remove it. */
export type Edit = (content: string) => string | undefined;

/** Where a person works. */
export interface CloneOptions {
  /** Address of the repository: `https://git-codecommit.<region>.amazonaws.com/v1/repos/<name>`. */
  readonly url: string;
  readonly folder: string;
  /** Variables by which git finds local AWS. */
  readonly environment: Readonly<Record<string, string>>;
}

const person = { name: 'Robin Reader', email: 'robin@example.com' };

/** A person's clone of a repository, over Git HTTPS with AWS's own way to log in. */
export class Clone {
  readonly #options: CloneOptions;

  private constructor(options: CloneOptions) {
    this.#options = options;
  }

  /** Clones anew. */
  static async make(options: CloneOptions): Promise<Clone> {
    const { folder, url } = options;
    await rm(folder, { recursive: true, force: true });
    await mkdir(dirname(folder), { recursive: true });
    const clone = new Clone(options);
    await clone.#run(dirname(folder), 'clone', '--quiet', url, folder);
    return clone;
  }

  /** Runs git in the clone. @returns its output without the last line end */
  git(...args: readonly string[]): Promise<string> {
    return this.#run(this.#options.folder, ...args);
  }

  /** Commits edits on top of what the server has, and pushes. @returns the commit */
  async change(
    edits: Readonly<Record<string, Edit>>,
    message: string,
    branch = 'main',
    from = 'main',
  ): Promise<string> {
    await this.git('fetch', '--quiet', 'origin');
    await this.git('checkout', '--quiet', '--force', '-B', branch, `origin/${from}`);
    for (const [path, edit] of Object.entries(edits)) await this.#edit(path, edit);
    await this.git('add', '--all');
    await this.git('commit', '--quiet', '-m', message);
    return this.push(branch);
  }

  /**
   * Commits the files of a commit with edits on top of what the server has, whatever came after that commit; pushes
   * nothing.
   */
  async commitFrom(
    commit: string,
    edits: Readonly<Record<string, Edit>>,
    message: string,
    from = 'main',
  ): Promise<string> {
    await this.git('fetch', '--quiet', 'origin');
    await this.git('checkout', '--quiet', '--force', '--detach', `origin/${from}`);
    await this.git('read-tree', '-u', '--reset', commit);
    for (const [path, edit] of Object.entries(edits)) await this.#edit(path, edit);
    await this.git('add', '--all');
    await this.git('commit', '--quiet', '-m', message);
    return this.git('rev-parse', 'HEAD');
  }

  /** Makes the first commit of an empty repository, and pushes. @returns the commit */
  async begin(files: Readonly<Record<string, string>>, message: string): Promise<string> {
    await this.git('checkout', '--quiet', '-B', 'main');
    for (const [path, content] of Object.entries(files)) await this.#edit(path, () => content);
    await this.git('add', '--all');
    await this.git('commit', '--quiet', '-m', message);
    return this.push();
  }

  /** Pushes a branch; on a refusal because others were first, once more on top of theirs. @returns its commit */
  async push(branch = 'main'): Promise<string> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.git('push', '--quiet', 'origin', `HEAD:refs/heads/${branch}`);
        return await this.git('rev-parse', 'HEAD');
      } catch (error) {
        if (attempt === 5) throw error;
        await this.git('pull', '--quiet', '--rebase', 'origin', branch);
      }
    }
  }

  /** Merges a branch into main and pushes. @returns the merge commit */
  async merge(branch: string): Promise<string> {
    await this.git('fetch', '--quiet', 'origin');
    await this.git('checkout', '--quiet', '--force', '-B', 'main', 'origin/main');
    await this.git('merge', '--quiet', '--no-ff', '-m', `Merge ${branch}`, `origin/${branch}`);
    return this.push();
  }

  /** Takes commits back, the last one first, and pushes. @returns the commit that did */
  async revert(commits: readonly string[]): Promise<string> {
    await this.git('fetch', '--quiet', 'origin');
    await this.git('checkout', '--quiet', '--force', '-B', 'main', 'origin/main');
    for (const commit of commits.toReversed()) {
      const parents = await this.git('rev-list', '--parents', '-1', commit);
      const mainline = parents.split(' ').length > 2 ? ['-m', '1'] : [];
      await this.git('revert', '--no-edit', ...mainline, commit);
    }
    return this.push();
  }

  async #edit(path: string, edit: Edit): Promise<void> {
    const file = join(this.#options.folder, path);
    const before = await readFile(file, 'utf8').catch(() => '');
    const after = edit(before);
    if (after === before) throw new Error(`The edit of ${path} changes nothing.`);
    await mkdir(dirname(file), { recursive: true });
    if (after === undefined) await rm(file);
    else await writeFile(file, after);
  }

  async #run(directory: string, ...args: readonly string[]): Promise<string> {
    const { stdout } = await promisify(execFile)('git', args, {
      cwd: directory,
      timeout: 60_000,
      maxBuffer: 64 * 1024 * 1024,
      env: plainEnvironment({
        ...this.#options.environment,
        HOME: dirname(this.#options.folder),
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_TERMINAL_PROMPT: '0',
        GIT_AUTHOR_NAME: person.name,
        GIT_AUTHOR_EMAIL: person.email,
        GIT_COMMITTER_NAME: person.name,
        GIT_COMMITTER_EMAIL: person.email,
      }),
    });
    return stdout.replace(/\n$/, '');
  }
}

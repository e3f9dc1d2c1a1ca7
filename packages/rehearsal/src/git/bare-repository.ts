import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { plainEnvironment } from '../control-plane/cluster-options.ts';

const limits = { timeout: 60_000, maxBuffer: 64 * 1024 * 1024 };

/** A commit, as far as promises speak of it. */
export interface Commit {
  readonly id: string;
  readonly author: string;
  readonly email: string;
  readonly subject: string;
}

/** What local AWS's server has of a repository, read from its bare folder. */
export class BareRepository {
  readonly name: string;
  readonly folder: string;

  constructor(name: string, folder: string) {
    this.name = name;
    this.folder = folder;
  }

  /** Runs git on it. @returns its output without the last line end */
  async git(...args: readonly string[]): Promise<string> {
    const { stdout } = await promisify(execFile)('git', ['-C', this.folder, ...args], {
      ...limits,
      env: plainEnvironment({ HOME: this.folder, GIT_CONFIG_NOSYSTEM: '1' }),
    });
    return stdout.replace(/\n$/, '');
  }

  /** Commit that a branch is at. It is asked for again and again, so the file of the branch is read if there is one. */
  async head(branch = 'main'): Promise<string> {
    const loose = await readFile(join(this.folder, 'refs', 'heads', branch), 'utf8').catch(() => '');
    return loose.trim() || this.git('rev-parse', `refs/heads/${branch}`);
  }

  /** Whether a commit is another one or comes after it. */
  async contains(commit: string, other: string): Promise<boolean> {
    if (commit === other) return true;
    if (!/^[0-9a-f]{40}$/.test(commit)) return false;
    return this.git('merge-base', '--is-ancestor', other, commit).then(
      () => true,
      () => false,
    );
  }

  /** Content of a file. */
  file(path: string, revision = 'main'): Promise<string> {
    return this.git('show', `${revision}:${path}`);
  }

  /** Id of the tree of a revision. */
  tree(revision = 'main'): Promise<string> {
    return this.git('rev-parse', `${revision}^{tree}`);
  }

  /** Commits of a range on the first-parent line, newest first. */
  async log(range = 'main', count = 1_000): Promise<readonly Commit[]> {
    const text = await this.git(
      'log',
      '--first-parent',
      `-${count}`,
      '--format=%H%x09%an%x09%ae%x09%s',
      range,
    );
    return text
      .split('\n')
      .filter(Boolean)
      .map((line) => {
        const [id = '', author = '', email = '', ...subject] = line.split('\t');
        return { id, author, email, subject: subject.join('\t') };
      });
  }

  /** Files that a commit changed against its first parent, with the number of lines added and removed. */
  async numstat(
    commit: string,
  ): Promise<readonly { readonly path: string; readonly added: number; readonly removed: number }[]> {
    const text = await this.git('diff', '--numstat', `${commit}^1`, commit);
    return text
      .split('\n')
      .filter(Boolean)
      .map((line) => {
        const [added = '', removed = '', path = ''] = line.split('\t');
        return { path, added: Number(added), removed: Number(removed) };
      });
  }
}

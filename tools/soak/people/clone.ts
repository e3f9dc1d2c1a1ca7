import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ProgramResult } from '../world/run-program.ts';
import { git, gitText } from '../world/git.ts';
import { WorkingTree } from './working-tree.ts';

/** Where a clone is, and what it is a clone of. */
export interface CloneOptions {
  readonly folder: string;
  /** Address that is pushed to: HTTPS on CodeCommit. */
  readonly url: string;
  /** The remote's own folder, to fetch from without a server's help. */
  readonly bare: string;
  /** Variables with which git finds and trusts the remote, and the password for it. */
  readonly environment: Readonly<Record<string, string>>;
}

/** A clone of the repository, with real git, as people and robots have one. */
export class Clone {
  readonly files: WorkingTree;
  readonly #options: CloneOptions;

  private constructor(options: CloneOptions) {
    this.#options = options;
    this.files = new WorkingTree(options.folder);
  }

  /** Clones the repository; the clone borrows objects from the remote's folder, so that to fetch is to look. */
  static async make(options: CloneOptions): Promise<Clone> {
    const { folder, bare } = options;
    const quiet = ['gc.auto=0', 'maintenance.auto=false', 'core.fsync=none'].flatMap((setting) => [
      '--config',
      setting,
    ]);
    await mkdir(dirname(folder), { recursive: true });
    await gitText({
      cwd: dirname(folder),
      arguments: ['clone', '--quiet', '--shared', '--template=', ...quiet, bare, folder],
    });
    return new Clone(options);
  }

  /** Throws away what is there and takes the remote's main. @returns its commit; none when the remote is empty */
  async update(): Promise<string | undefined> {
    const head = this.fetch();
    if (head !== undefined) await this.reset(head);
    return head;
  }

  /** Where the remote's main is. */
  fetch(): string | undefined {
    return readRef(join(this.#options.bare, 'refs/heads/main'));
  }

  /** Makes the working tree and main a commit's. */
  async reset(commit: string): Promise<void> {
    await this.text('reset', '--quiet', '--hard', commit);
  }

  /** The commit that the clone is at. */
  head(): string | undefined {
    return readRef(join(this.#options.folder, '.git/refs/heads/main'));
  }

  /** Commits everything. @returns the commit; none when nothing was changed */
  async commit(author: string, message: string): Promise<string | undefined> {
    await this.text('add', '--all');
    const { code } = await this.run(['commit', '--quiet', '--no-verify', '--message', message], author);
    return code === 0 ? this.head() : undefined;
  }

  /** Pushes a commit to main over HTTPS; never with force. */
  async push(
    commit: string,
    target = 'refs/heads/main',
    ...flags: readonly string[]
  ): Promise<ProgramResult> {
    const { folder, url, environment } = this.#options;
    return git({
      cwd: folder,
      arguments: ['push', '--quiet', ...flags, url, `${commit}:${target}`],
      environment,
    });
  }

  /** Puts a commit and its objects into the remote's folder under a name that clients never see. */
  async smuggle(commit: string): Promise<void> {
    const { folder, bare } = this.#options;
    await gitText({ cwd: folder, arguments: ['push', '--quiet', bare, `+${commit}:refs/soak/${commit}`] });
  }

  /** Runs git in the clone as somebody; a failure is a result. */
  run(gitArguments: readonly string[], author = 'ada'): Promise<ProgramResult> {
    const email = `${author}@example.com`;
    return git({
      cwd: this.#options.folder,
      arguments: gitArguments,
      environment: {
        GIT_AUTHOR_NAME: author,
        GIT_AUTHOR_EMAIL: email,
        GIT_COMMITTER_NAME: author,
        GIT_COMMITTER_EMAIL: email,
      },
    });
  }

  /** Runs git in the clone; it must succeed. */
  text(...gitArguments: readonly string[]): Promise<string> {
    return gitText({ cwd: this.#options.folder, arguments: gitArguments });
  }
}

// A loose ref is a file: to read it costs nothing, where a process would cost more than the commit itself.
function readRef(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return undefined;
  }
}

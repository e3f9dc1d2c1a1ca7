import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GitResult, GitRun } from '../git/run-git.ts';
import { GitError, runGit } from '../git/run-git.ts';
import type { RefChange } from '../git/received-refs.ts';
import type { RepositoryAddress } from '../git/repository-store.ts';
import { repositoryExists, repositoryFolder } from '../git/repository-store.ts';
import { AwsException } from '../json-api/aws-exception.ts';
import type { CodeCommitContext } from './context.ts';
import { isCommitId } from './fields.ts';

/** Object id that stands for "no such ref" in updates. */
const NONE = '0'.repeat(40);

/** A change of a branch that holds only if it stands where it is expected. */
export interface BranchMove {
  /** Commit that the branch is expected at; undefined if it is not to exist. */
  readonly from: string | undefined;
  /** Commit that it is moved to; undefined to remove it. */
  readonly to: string | undefined;
  /** Another ref to remove in the same step. */
  readonly drop?: string;
}

/** A repository as the operations of the API use it. */
export class Repository {
  readonly address: RepositoryAddress;
  readonly directory: string;
  readonly #context: CodeCommitContext;

  private constructor(context: CodeCommitContext, address: RepositoryAddress) {
    this.#context = context;
    this.address = address;
    this.directory = repositoryFolder(context.state, address);
  }

  /** @throws AwsException if there is none of that name. */
  static async open(context: CodeCommitContext, name: string): Promise<Repository> {
    const address = { account: context.caller.account, region: context.region, name };
    if (await repositoryExists(context.state, address)) return new Repository(context, address);
    throw new AwsException(
      'RepositoryDoesNotExistException',
      `${name} does not exist in account ${address.account}, region ${address.region}.`,
    );
  }

  /** Runs git on it. */
  git(
    gitArguments: readonly string[],
    more: Omit<GitRun, 'arguments' | 'directory'> = {},
  ): Promise<GitResult> {
    return runGit({ directory: this.directory, arguments: gitArguments, ...more });
  }

  /** Name of the default branch, if that branch exists. */
  async defaultBranch(): Promise<string | undefined> {
    const head = (await readFile(join(this.directory, 'HEAD'), 'utf8'))
      .trim()
      .replace(/^ref: refs\/heads\//, '');
    return (await this.findBranch(head)) ? head : undefined;
  }

  /** Commit at a branch's tip, if there is such a branch. */
  async findBranch(name: string): Promise<string | undefined> {
    return await this.#resolve(`refs/heads/${name}`);
  }

  /** @throws AwsException if there is no such branch. */
  async branch(name: string): Promise<string> {
    const commit = await this.findBranch(name);
    if (commit) return commit;
    throw new AwsException('BranchDoesNotExistException', `${this.address.name} has no branch ${name}.`);
  }

  /** @throws AwsException if there is no such commit. */
  async commit(id: string): Promise<string> {
    const commit = await this.#resolve(id);
    if (commit) return commit;
    throw new AwsException('CommitIdDoesNotExistException', `${this.address.name} has no commit ${id}.`);
  }

  /**
   * Commit that a branch, a tag, HEAD or an id stands for.
   *
   * @throws AwsException if it stands for none.
   */
  async specified(specifier: string): Promise<string> {
    const names = isCommitId(specifier)
      ? [specifier]
      : [specifier, `refs/heads/${specifier}`, `refs/tags/${specifier}`].filter((name) =>
          /^(refs\/|HEAD$)/.test(name),
        );
    for (const name of names) {
      const commit = await this.#resolve(name);
      if (commit) return commit;
    }
    throw new AwsException(
      'CommitDoesNotExistException',
      `${this.address.name} has no branch, tag or commit ${specifier}.`,
    );
  }

  /**
   * Moves a branch from one commit to another, makes it, or removes it, if nobody else has changed it meanwhile.
   *
   * @returns Whether it was done.
   */
  async moveBranch(name: string, { from, to, drop }: BranchMove): Promise<boolean> {
    const ref = `refs/heads/${name}`;
    const move = to ? `update ${ref}\0${to}\0${from ?? NONE}\0` : `delete ${ref}\0${from ?? NONE}\0`;
    const input = drop ? `${move}delete ${drop}\0\0` : move;
    try {
      await this.git(['update-ref', '--stdin', '-z'], { input });
    } catch (error) {
      if (error instanceof GitError && error.stderr.includes('cannot lock ref')) return false;
      throw error;
    }
    const change: RefChange = { ref, before: from, after: to };
    this.#context.onPush({ repository: this.address, caller: this.#context.caller, changes: [change] });
    return true;
  }

  async #resolve(name: string): Promise<string | undefined> {
    const arguments_ = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`];
    const { code, text } = await this.git(arguments_, { expected: [0, 1, 128] });
    return code === 0 ? text : undefined;
  }
}

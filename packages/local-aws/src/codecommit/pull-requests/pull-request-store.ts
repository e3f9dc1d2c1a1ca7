import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createFile, replaceFile } from '../../state/atomic-file.ts';
import { AwsException } from '../../json-api/aws-exception.ts';
import { repositoriesFolder } from '../../git/repository-store.ts';
import type { CodeCommitContext } from '../context.ts';
import type { PullRequest } from './pull-request.ts';

/** The pull requests of an account in a region: a file each, numbered through. */
export class PullRequestStore {
  readonly #folder: string;

  constructor({ state, caller, region }: CodeCommitContext) {
    this.#folder = join(repositoriesFolder(state, { account: caller.account, region }), 'pull-requests');
  }

  /** Keeps a new one under the next free number. */
  async add(request: Omit<PullRequest, 'id'>): Promise<PullRequest> {
    for (let number = Math.max(0, ...(await this.#numbers())) + 1; ; number += 1) {
      const numbered = { ...request, id: String(number) };
      if (await createFile({ path: this.#path(numbered.id), content: `${JSON.stringify(numbered)}\n` }))
        return numbered;
    }
  }

  /** @throws AwsException if there is none of that number. */
  async get(id: string): Promise<PullRequest> {
    const text = await readFile(this.#path(id), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT')
        throw new AwsException('PullRequestDoesNotExistException', `There is no pull request ${id}.`);
      throw error;
    });
    return JSON.parse(text) as PullRequest;
  }

  /** Keeps another state of one. */
  async put(request: PullRequest): Promise<void> {
    await replaceFile({ path: this.#path(request.id), content: `${JSON.stringify(request)}\n` });
  }

  /** All of a repository, the newest first. */
  async list(repository: string): Promise<PullRequest[]> {
    const numbers = (await this.#numbers()).sort((a, b) => b - a);
    const requests = await Promise.all(numbers.map((number) => this.get(String(number))));
    return requests.filter((request) => request.repository === repository);
  }

  async #numbers(): Promise<number[]> {
    const files = await readdir(this.#folder).catch(() => [] as string[]);
    return files.flatMap((file) => {
      const [, number] = /^(\d+)\.json$/.exec(file) ?? [];
      return number === undefined ? [] : [Number(number)];
    });
  }

  #path(id: string): string {
    return join(this.#folder, `${id}.json`);
  }
}

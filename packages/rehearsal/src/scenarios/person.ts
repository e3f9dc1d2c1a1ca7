import { join } from 'node:path';
import { Clone, type Edit } from '../git/clone.ts';

/** Where a person works. */
export interface PersonOptions {
  /** Folder of their clones. */
  readonly folder: string;
  /** Address of a repository by its name. */
  readonly url: (repository: string) => string;
  /** Variables by which git finds local AWS. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Somebody who commits, and remembers what is to be taken back. */
export class Person {
  readonly #options: PersonOptions;
  readonly #clones = new Map<string, Promise<Clone>>();
  readonly #commits: { readonly repository: string; readonly commit: string }[] = [];

  constructor(options: PersonOptions) {
    this.#options = options;
  }

  /** Their clone of a repository, made when it is first asked for. */
  clone(repository: string): Promise<Clone> {
    const known = this.#clones.get(repository);
    if (known) return known;
    const { folder, url, environment } = this.#options;
    const made = Clone.make({ url: url(repository), folder: join(folder, repository), environment });
    this.#clones.set(repository, made);
    return made;
  }

  /** Commits to main, and remembers it. @returns the commit */
  async change(repository: string, edits: Readonly<Record<string, Edit>>, message: string): Promise<string> {
    const commit = await (await this.clone(repository)).change(edits, message);
    this.remember(repository, commit);
    return commit;
  }

  /** Remembers a commit that was made otherwise. */
  remember(repository: string, commit: string): void {
    this.#commits.push({ repository, commit });
  }

  /** Forgets a commit that is taken back already. */
  forget(commit: string): void {
    const index = this.#commits.findIndex((one) => one.commit === commit);
    if (index >= 0) this.#commits.splice(index, 1);
  }

  /** Whether there are commits to take back. */
  get hasChanges(): boolean {
    return this.#commits.length > 0;
  }

  /** Takes back all that is remembered: one push for each repository. */
  async takeBack(): Promise<void> {
    const byRepository = Map.groupBy(this.#commits.splice(0), ({ repository }) => repository);
    for (const [repository, commits] of byRepository) {
      const clone = await this.clone(repository);
      await clone.revert(commits.map(({ commit }) => commit));
    }
  }
}

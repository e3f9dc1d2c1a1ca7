import { closeSync, existsSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesOf } from './files.ts';
import { runProgram } from './git-program.ts';
import type { Job } from './job.ts';

/** A bare repository that commits are made in with `git fast-import`, the fastest way that git has. */
export class MadeRepository {
  readonly #folder: string;
  readonly #environment: Readonly<Record<string, string>>;

  constructor(folder: string, environment: Readonly<Record<string, string>>) {
    this.#folder = folder;
    this.#environment = environment;
  }

  /** Makes the repository. @returns Whether it was not there */
  create(): boolean {
    const path = join(this.#folder, 'repository.git');
    if (existsSync(path)) return false;
    mkdirSync(this.#folder, { recursive: true });
    runProgram({ command: ['git', 'init', '--quiet', '--bare', path], environment: this.#environment });
    return true;
  }

  /** Makes the repository with the files of a job, here and at its remote, unless it is there. */
  fill(job: Job): void {
    if (!this.create()) return;
    this.prepare(filesOf(job));
    this.import();
    this.push(job);
  }

  /** Writes what `git fast-import` is to read. */
  prepare(files: ReadonlyMap<string, string>): void {
    const hasCommit = existsSync(join(this.#folder, 'repository.git', 'refs', 'heads', 'main'));
    writeFileSync(join(this.#folder, 'stream'), importStream(files, hasCommit));
  }

  /** Makes the commit that was prepared. */
  import(): void {
    const input = openSync(join(this.#folder, 'stream'), 'r');
    runProgram({
      command: [...this.#git(), 'fast-import', '--quiet'],
      environment: this.#environment,
      input,
    });
    closeSync(input);
  }

  /** Pushes the branch to a job's remote. */
  push({ url }: Job): void {
    runProgram({
      command: [...this.#git(), 'push', '--quiet', url, 'refs/heads/main'],
      environment: this.#environment,
    });
  }

  #git(): ['git', ...string[]] {
    return ['git', '--git-dir', join(this.#folder, 'repository.git')];
  }
}

// git-fast-import(1)
function importStream(files: ReadonlyMap<string, string>, hasCommit: boolean): string {
  const parts = [
    'commit refs/heads/main\ncommitter Benchmark <benchmark@localhost> 1800000000 +0000\n',
    data('Update'),
    hasCommit ? 'from refs/heads/main^0\n' : '',
  ];
  for (const [path, content] of files) parts.push(`M 100644 inline ${path}\n`, data(content));
  return parts.join('');
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}

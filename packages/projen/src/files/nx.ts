import type { Project } from 'projen';
import { ownedJson } from './owned';

/** Nx: what is run, and what of it is taken from the cache. Targets are inferred from package.json and platform.ts. */
export function nx(project: Project, options: { readonly fromSources: boolean }): void {
  const releases = options.fromSources
    ? ['{workspaceRoot}/tools/release/**/*', '{workspaceRoot}/LICENSE']
    : [];
  ownedJson(project, 'nx.json', {
    $schema: './node_modules/nx/schemas/nx-schema.json',
    analytics: false,
    neverConnectToCloud: true,
    // Named, for without it Nx keeps cache and database in the home folder, for all clones of a repository together: what one
    // of them made would be taken by another, and CI would depend on what was run before beside it.
    cacheDirectory: '.nx/cache',
    defaultBase: 'main',
    parallel: 2,
    tui: { enabled: false },
    namedInputs: {
      sharedGlobals: [
        '{workspaceRoot}/package-lock.json',
        '{workspaceRoot}/tsconfig.base.json',
        '{workspaceRoot}/eslint.config.js',
        '{workspaceRoot}/vitest.config.ts',
        '{workspaceRoot}/.prettierrc.json',
      ],
      default: ['{projectRoot}/**/*', 'sharedGlobals'],
      production: ['default', '!{projectRoot}/**/*.test.ts', '!{projectRoot}/**/*.md'],
    },
    targetDefaults: {
      build: {
        cache: true,
        inputs: ['default', '^production', ...releases],
        outputs: ['{projectRoot}/bundle'],
        dependsOn: ['typecheck'],
      },
      typecheck: {
        cache: true,
        inputs: ['default', '^production'],
        outputs: ['{projectRoot}/dist'],
        dependsOn: ['^typecheck'],
      },
      lint: { cache: true, inputs: ['default', '^production'] },
      test: { cache: true, inputs: ['default', '^production'] },
    },
    sync: { globalGenerators: ['@tideway/nx:sync'] },
    plugins: options.fromSources
      ? [{ plugin: './packages/nx/src/index.ts', options: { conditions: ['@tideway/source'] } }]
      : ['@tideway/nx'],
  });
}

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { x } from 'tinyexec';

/** A package that npm gets. */
export interface PublishedPackage {
  /** Its folder, relative to the repository. */
  readonly folder: string;
  readonly name: string;
  readonly version: string;
}

/** All packages that npm gets: those below `packages/` that are not private. */
export function publishedPackages(root: string): readonly PublishedPackage[] {
  return globSync('packages/*/package.json', { cwd: root })
    .sort()
    .map((file) => ({
      folder: file.replace(/[\\/]package\.json$/, ''),
      ...(JSON.parse(readFileSync(join(root, file), 'utf8')) as {
        readonly name: string;
        readonly version: string;
        readonly private?: boolean;
      }),
    }))
    .filter((manifest) => manifest.private !== true)
    .map(({ folder, name, version }) => ({ folder, name, version }));
}

/**
 * Builds and packs them all, as `npm publish` would.
 * @returns Path of each packed file, by name of the package
 * @throws {Error} when a build or `npm pack` fails
 */
export async function packAll(options: {
  /** Root of the repository. */
  readonly root: string;
  /** Folder that gets the packed files. */
  readonly to: string;
}): Promise<ReadonlyMap<string, string>> {
  const { root, to } = options;
  const packages = publishedPackages(root);
  await x(
    'npm',
    [
      'pack',
      '--silent',
      '--pack-destination',
      to,
      ...packages.flatMap(({ folder }) => ['--workspace', folder]),
    ],
    { throwOnError: true, timeout: 900_000, nodeOptions: { cwd: root } },
  );
  return new Map(
    packages.map(({ name, version }) => [
      name,
      join(to, `${name.replace('@', '').replace('/', '-')}-${version}.tgz`),
    ]),
  );
}

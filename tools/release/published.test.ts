import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { publishedPackages } from './published.ts';

const root = join(import.meta.dirname, '..', '..');

function manifest(folder: string): Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Record<string, unknown>;
}

test('every package that npm gets says where its sources are, as .projenrc.ts does', () => {
  const { repository } = manifest('.');
  expect(repository).toMatchObject({ type: 'git' });
  const packages = publishedPackages(root);
  expect(packages.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['@tideway/nx', '@tideway/projen']),
  );
  for (const { folder, name } of packages) {
    const expected = { ...(repository as object), directory: folder };
    expect([name, manifest(folder)['repository']]).toEqual([name, expected]);
  }
});

test('every changeset is of packages that npm gets: with another one among them there is no release', () => {
  const published = new Set(publishedPackages(root).map(({ name }) => name));
  const named = globSync('.changeset/*.md', { cwd: root }).flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/^'(@?[\w/-]+)': \w+$/gm)].map(([, name = '']) => ({
      file,
      name,
    })),
  );
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter(({ name }) => !published.has(name))).toEqual([]);
});

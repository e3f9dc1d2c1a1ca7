import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findViolations, readManifest, type Room } from './find-violations.ts';
import { importRules } from './import-rules.ts';

const root = join(import.meta.dirname, '..', '..');
const rootDependencies = ['vitest', 'typescript', 'nx', '@types/node', 'eslint'];

function readRoom(path: string): Room {
  const { name, dependencies, entries } = readManifest(root, path);
  const files = globSync('**/*.{ts,mjs}', {
    cwd: join(root, path),
    exclude: ['**/node_modules', '**/dist', '**/bundle', '**/cdk.out'],
  });
  return {
    path,
    name,
    ...(entries && { entries }),
    dependencies: [...dependencies, ...rootDependencies],
    files: files.map((file) => ({
      path: `${path}/${file}`,
      text: readFileSync(join(root, path, file), 'utf8'),
    })),
  };
}

describe('who may import whom', () => {
  test('every room keeps the rules', () => {
    const paths = globSync(['packages/*/package.json', 'apps/*/package.json', 'tools/package.json'], {
      cwd: root,
    });
    const rooms = paths.map((file) => readRoom(file.replace(/\/package\.json$/, '')));
    expect(rooms.length).toBeGreaterThan(10);
    expect(findViolations(rooms, importRules)).toEqual([]);
  });

  const room = (path: string, text: string, dependencies: readonly string[] = []): Room => ({
    path,
    name: `@tideway/${path.split('/')[1] ?? ''}`,
    dependencies,
    files: [{ path: `${path}/src/x.ts`, text }],
  });
  const rules = { 'packages/a': [], 'packages/b': ['packages/a'] };

  test('an import against the direction is found', () => {
    const rooms = [
      room('packages/a', `import { b } from '@tideway/b';`, ['@tideway/b']),
      room('packages/b', ''),
    ];
    expect(findViolations(rooms, rules)).toEqual([
      'packages/a/src/x.ts: may not import packages/b (allowed: none)',
    ]);
  });

  test('reaching into another package is found, by name and by path', () => {
    const byName = room('packages/b', `import { a } from '@tideway/a/src/a.ts';`, ['@tideway/a']);
    expect(findViolations([room('packages/a', ''), byName], rules)[0]).toContain('reaches into packages/a');
    const byPath = room('packages/b', `export * from '../../a/src/a.ts';`);
    expect(findViolations([room('packages/a', ''), byPath], rules)[0]).toContain('reaches out of its room');
  });

  test('an entry that a package exports is no inside of it', () => {
    const user = room('packages/b', `import { a } from '@tideway/a/parts';`, ['@tideway/a']);
    const owner = { ...room('packages/a', ''), entries: ['.', './parts'] };
    expect(findViolations([owner, user], rules)).toEqual([]);
    expect(findViolations([room('packages/a', ''), user], rules)[0]).toContain('reaches into packages/a');
  });

  test('an undeclared dependency is found, also a dynamic import', () => {
    const undeclared = room('packages/b', `await import('left-pad');`);
    expect(findViolations([undeclared], rules)[0]).toContain('does not declare');
  });
});

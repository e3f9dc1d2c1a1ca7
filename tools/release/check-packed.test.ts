import { globSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { x } from 'tinyexec';
import { afterAll, expect, test } from 'vitest';
import { checkPacked } from './check-packed.ts';

const folder = mkdtempSync(join(realpathSync(tmpdir()), 'tideway packed '));
afterAll(() => rmSync(folder, { recursive: true }));

/** What the manifest of a package says of its release. */
interface Manifest {
  readonly private?: boolean;
  readonly files: readonly string[];
}

const manifest = {
  name: '@tideway/sample',
  version: '1.0.0',
  license: 'Apache-2.0',
  type: 'module',
  exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
};
const good: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify(manifest),
  'README.md': '# Sample\n',
  LICENSE: 'Do as you like.\n',
  'dist/index.js': 'export const one = 1;\n',
  'dist/index.d.ts': 'export declare const one = 1;\n',
};
let count = 0;

/** What is said about a packed file that holds these. */
async function judged(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const place = join(folder, String((count += 1)));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(place, 'package', path)), { recursive: true });
    writeFileSync(join(place, 'package', path), text);
  }
  const file = join(place, 'sample.tgz');
  await x('tar', ['-czf', file, '-C', place, 'package'], { throwOnError: true });
  return checkPacked(file);
}

function without(path: string): Record<string, string> {
  return Object.fromEntries(Object.entries(good).filter(([name]) => name !== path));
}

test('a package with what it needs and nothing else is right', async () => {
  expect(await judged(good)).toEqual([]);
});

test.each([
  ['src/index.ts', 'src/index.ts is no part of a release'],
  ['tsconfig.json', 'tsconfig.json is no part of a release'],
  ['dist/index.test.js', 'dist/index.test.js is for tests only'],
  ['dist/shop.test.data.js', 'dist/shop.test.data.js is for tests only'],
  ['dist/testing/world.js', 'dist/testing/world.js is for tests only'],
  ['dist/fixtures/answer.json', 'dist/fixtures/answer.json is for tests only'],
  ['dist/tsconfig.tsbuildinfo', 'dist/tsconfig.tsbuildinfo is for tests only'],
  ['dist/index.js.map', 'dist/index.js.map maps to a source that is not there'],
])('%s is noticed', async (path, problem) => {
  expect(
    await judged({ ...good, [path]: path.endsWith('.map') ? '{"sources":["../src/index.ts"]}' : '{}' }),
  ).toEqual([problem]);
});

test.each(['dist/index.js', 'dist/index.d.ts'])(
  'an import in %s of what nobody installs is noticed',
  async (path) => {
    const text = `import type { A } from 'node:fs';\nexport { one } from '@scope/other/deep';\nexport * from './more.js';\n`;
    const problems = await judged({ ...good, [path]: text });
    expect(problems).toContain(`${path} imports @scope/other, which the manifest does not depend on`);
    expect(problems.filter((problem) => problem.includes('does not depend on'))).toHaveLength(1);
  },
);

test('what a manifest promises and nobody packed is noticed', async () => {
  expect((await judged(without('dist/index.js'))).join('\n')).toMatch(
    /^publint: .*dist\/index\.js.* does not exist/m,
  );
});

test('a package without its license is noticed', async () => {
  expect(await judged(without('LICENSE'))).toEqual(['it holds no LICENSE']);
});

test('a bundle brings the license with it', async () => {
  const files = { ...without('LICENSE'), 'bundle/LICENSE': 'Do as you like.\n' };
  expect(await judged(files)).toEqual([]);
});

test('every package that is released and no bundle has the license of the repository', () => {
  const root = join(import.meta.dirname, '..', '..');
  const read = (...path: readonly string[]): string => readFileSync(join(root, ...path), 'utf8');
  const released = globSync('packages/*/package.json', { cwd: root })
    .map((path) => ({ folder: dirname(path), ...(JSON.parse(read(path)) as Manifest) }))
    .filter(({ private: hidden, files }) => hidden !== true && !files.includes('bundle'));
  expect(released.length).toBeGreaterThan(0);
  const others = released.filter(({ folder }) => read(folder, 'LICENSE') !== read('LICENSE'));
  expect(others).toEqual([]);
});

test('types that do not resolve are noticed', async () => {
  expect((await judged(without('dist/index.d.ts'))).join('\n')).toMatch(/dist\/index\.d\.ts|types:/);
});

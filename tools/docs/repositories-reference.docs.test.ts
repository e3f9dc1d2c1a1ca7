import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { x } from 'tinyexec';
import { afterAll, beforeAll, expect, test } from 'vitest';

const repository = join(import.meta.dirname, '..', '..');
const page = readFileSync(join(repository, 'docs', 'reference', 'repositories.md'), 'utf8');

/** Paths of the tables, such as `clusters/<cluster>/apps.yaml`, and what they match. */
const described = [...page.matchAll(/^\| `([^`]+\.yaml)`/gm)].map(([, path = '']) => ({
  path,
  pattern: new RegExp(`^${path.replaceAll('.', String.raw`\.`).replaceAll(/<[a-z]+>/g, '[^/.]+')}$`),
}));

const out = mkdtempSync(join(tmpdir(), 'tideway-repositories-'));
let generated: readonly string[] = [];
beforeAll(async () => {
  await x(process.execPath, ['packages/cli/bin/tideway.mjs', 'generate', '--out', out], {
    throwOnError: true,
    nodeOptions: { cwd: repository },
  });
  generated = globSync('*/**/*.yaml', { cwd: out }).map((path) => path.replace(/^[^/]+\//, ''));
});
afterAll(() => rmSync(out, { recursive: true }));

test('every generated file is described', () => {
  expect(generated.length).toBeGreaterThan(50);
  expect(generated.filter((file) => !described.some(({ pattern }) => pattern.test(file)))).toEqual([]);
});

test('every file that is described is generated', () => {
  const missing = described.filter(({ pattern }) => !generated.some((file) => pattern.test(file)));
  expect(missing.map(({ path }) => path)).toEqual([]);
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { config } from './config.ts';

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'tideway lint '));
  mkdirSync(join(root, 'src'));
  writeFileSync(
    join(root, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: { strict: true, module: 'nodenext', target: 'es2024', types: [], noEmit: true },
      include: ['src'],
    }),
  );
});
afterAll(() => rmSync(root, { recursive: true }));

/** Ids of the rules that a source file breaks. */
async function broken(text: string, name = 'x.ts'): Promise<readonly (string | null)[]> {
  const file = join(root, 'src', name);
  writeFileSync(file, text);
  const eslint = new ESLint({ cwd: root, overrideConfigFile: true, overrideConfig: config({ root }) });
  const [result] = await eslint.lintFiles([file]);
  return result?.messages.map(({ ruleId }) => ruleId) ?? [];
}

describe('the rules that the house adds', () => {
  test('a documented, named export is fine', async () => {
    expect(await broken('/** One. */\nexport const one = 1;\n')).toEqual([]);
  });

  test('an export without a docstring', async () => {
    expect(await broken('export function one(): number {\n  return 1;\n}\n')).toEqual([
      'jsdoc/require-jsdoc',
    ]);
  });

  test('a default export', async () => {
    expect(await broken('/** One. */\nexport default function one(): void {}\n')).toContain(
      'no-restricted-exports',
    );
  });

  test('any', async () => {
    expect(await broken('/** One. */\nexport const one = (x: any): unknown => x;\n')).toContain(
      '@typescript-eslint/no-explicit-any',
    );
  });

  test('a promise that nobody awaits', async () => {
    expect(await broken('async function one(): Promise<void> {}\none();\n')).toContain(
      '@typescript-eslint/no-floating-promises',
    );
  });

  test('reaching into another package', async () => {
    expect(await broken("import '@tideway/model/src/x.ts';\n")).toContain('no-restricted-imports');
  });

  test('an image that is not pinned, and a secret, in a model', async () => {
    const text =
      'declare function pinned(reference: string): string;\n' +
      "/** One. */\nexport const one = [pinned('mongo'), 'amqp://guest:guest@rabbitmq'];\n";
    expect(await broken(text, 'platform.ts')).toEqual(['tideway/pinned-image', 'tideway/no-secret-literal']);
    expect(await broken(text)).toEqual([]);
  });

  test('an account or a region beside the model', async () => {
    const text = "/** One. */\nexport const one = ['111122223333', 'us-west-2'];\n";
    expect(await broken(text, 'infra.ts')).toEqual([
      'tideway/no-account-or-region-literal',
      'tideway/no-account-or-region-literal',
    ]);
    expect(await broken(text, 'platform.ts')).toEqual([]);
  });

  test('a relative import that leaves its package', async () => {
    writeFileSync(join(root, 'package.json'), '{}');
    expect(await broken("import '../../other/src/x.ts';\n")).toContain('tideway/no-import-across-packages');
  });

  test('JSON: a key that is there twice', async () => {
    expect(await broken('{ "a": 1, "a": 2 }', 'x.json')).toEqual(['json/no-duplicate-keys']);
    expect(await broken('// fine\n{ "a": 1 }', 'tsconfig.x.json')).toEqual([]);
  });

  test('YAML: a value that was forgotten, and a manifest that is fine', async () => {
    expect(await broken('kind: Namespace\nmetadata:\n', 'x.yaml')).toEqual(['yml/no-empty-mapping-value']);
    expect(await broken('a: 1\na: 2\n', 'x.yml')).toHaveLength(1);
    expect(await broken('kind: Namespace\nmetadata:\n  name: a\n', 'x.yaml')).toEqual([]);
  });

  test('a test that asserts nothing, and one that runs alone', async () => {
    const text = "import { test } from 'vitest';\ntest.only('x', () => {});\n";
    const rules = await broken(text, 'x.test.ts');
    expect(rules).toContain('vitest/expect-expect');
    expect(rules).toContain('vitest/no-focused-tests');
  });
});

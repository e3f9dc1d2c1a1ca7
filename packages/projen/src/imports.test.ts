import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

// Reading all of projen, 400 files, takes longer than everything else that a run does which has nothing to do.
test('nothing but types is imported from the whole of projen', () => {
  const files = globSync('**/*.ts', { cwd: __dirname }).filter((file) => !file.endsWith('.test.ts'));
  const imports = files.flatMap((file) =>
    [...readFileSync(join(__dirname, file), 'utf8').matchAll(/^(?:import|export) .*from 'projen';$/gm)].map(
      ([line]) => `${file}: ${line}`,
    ),
  );
  expect(imports.length).toBeGreaterThan(5);
  expect(imports.filter((line) => !/: import type /.test(line))).toEqual([]);
});

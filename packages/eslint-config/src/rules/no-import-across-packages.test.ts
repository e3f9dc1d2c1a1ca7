import { join } from 'node:path';
import { RuleTester } from 'eslint';
import { describe, it } from 'vitest';
import { noImportAcrossPackages } from './no-import-across-packages.ts';

RuleTester.describe = describe;
RuleTester.it = it;

// This package is the one that the code stands in.
const here = join(import.meta.dirname, '..', '..');
const filename = join(here, 'src', 'x.js');

new RuleTester().run('no-import-across-packages', noImportAcrossPackages, {
  valid: [
    "import './y.ts'",
    "import '../package.json' with { type: 'json' }",
    "import '@tideway/model'",
    "export * from './y.ts'",
    "await import('./y.ts')",
    'await import(name)',
  ].map((code) => ({ code, filename })),
  invalid: [
    "import '../../model/src/names.ts'",
    "export { x } from '../../model/src/names.ts'",
    "export * from '../../model/src/names.ts'",
    "await import('../../model/src/names.ts')",
  ].map((code) => ({
    code,
    filename,
    errors: [{ messageId: 'across', data: { specifier: '../../model/src/names.ts' } }],
  })),
});
new RuleTester().run('no-import-across-packages, from around a package', noImportAcrossPackages, {
  valid: [],
  invalid: [
    {
      code: "import './packages/model/src/names.ts'",
      filename: join(here, '..', '..', 'x.js'),
      errors: [{ messageId: 'across' }],
    },
  ],
});

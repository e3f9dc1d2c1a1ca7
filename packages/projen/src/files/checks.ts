import type { Project } from 'projen';
import { ownedJson, ownedText } from './owned';

/** Lint rules, formatting and the test runner, each told once for all packages. */
export function checks(
  project: Project,
  options: { readonly fromSources: boolean; readonly conditions: readonly string[] },
): void {
  const rules = options.fromSources ? './packages/eslint-config/src/index.ts' : '@tideway/eslint-config';
  ownedText(project, 'eslint.config.js', {
    comment: '//',
    text: `import { config } from '${rules}';

export default config({ root: import.meta.dirname });`,
  });
  ownedJson(project, '.prettierrc.json', { printWidth: 110, singleQuote: true }, { marker: false });
  const conditions = options.conditions.map((name) => `'${name}'`).join(', ');
  const resolve =
    conditions === ''
      ? ''
      : `
  resolve: { conditions: [${conditions}] },
  ssr: { resolve: { conditions: [${conditions}] } },`;
  ownedText(project, 'vitest.config.ts', {
    comment: '//',
    text: `import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({${resolve}
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', '**/*.system.test.ts', '**/*.rehearsal.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    unstubEnvs: true,
    env: {
      // A runner may ask for colours; what tests read is plain.
      FORCE_COLOR: '0',
      // Tests start programs of TypeScript, which Node.js then compiles once for all of them.
      NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules', '.cache', 'node'),
    },
  },
});`,
  });
}

import { defineConfig } from 'vitest/config';

/** Tests of whole rehearsals, minutes each, one after the other: see tools/bootstrap/test-rehearsal.mjs. */
export default defineConfig({
  resolve: { conditions: ['@tideway/source'] },
  ssr: { resolve: { conditions: ['@tideway/source'] } },
  test: {
    include: ['**/*.rehearsal.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    fileParallelism: false,
    testTimeout: 1_200_000,
    hookTimeout: 120_000,
  },
});

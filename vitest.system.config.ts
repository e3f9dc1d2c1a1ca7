import { defineConfig } from 'vitest/config';

/** Tests that need more of a machine than Node, npm and git: see tools/bootstrap/test-system.mjs. */
export default defineConfig({
  resolve: { conditions: ['@tideway/source'] },
  ssr: { resolve: { conditions: ['@tideway/source'] } },
  test: {
    include: ['**/*.system.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});

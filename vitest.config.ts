import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { conditions: ['@tideway/source'] },
  ssr: { resolve: { conditions: ['@tideway/source'] } },
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', '**/*.system.test.ts', '**/*.rehearsal.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    unstubEnvs: true,
    // A runner may ask for colours; what tests read is plain.
    env: { FORCE_COLOR: '0' },
  },
});

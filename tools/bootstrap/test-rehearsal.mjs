// npm run test:rehearsal: whole rehearsals, two at once, killed and interrupted.
import { exec } from './exec.mjs';
import { ensureInstalled, requireMachine } from './install.mjs';

requireMachine();
await ensureInstalled();
process.exitCode = await exec([
  'node_modules/.bin/vitest',
  'run',
  '--config',
  'vitest.rehearsal.config.ts',
  ...process.argv.slice(2),
]);

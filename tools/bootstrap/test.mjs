// npm test: format, lint, types, import rules and every test that needs Node, npm and git alone.
import { exec } from './exec.mjs';
import { ensureInstalled, requireMachine } from './install.mjs';

requireMachine();
await ensureInstalled();
const format = await exec(['node_modules/.bin/prettier', '--check', '--log-level=warn', '.']);
const checks = await exec([
  'node_modules/.bin/nx',
  'run-many',
  '--targets=lint,typecheck,test',
  '--output-style=static',
  ...process.argv.slice(2),
]);
process.exitCode = format || checks;

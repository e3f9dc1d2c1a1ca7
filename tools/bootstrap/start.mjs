// npm start: the main job on the embedded platform.
import { exec } from './exec.mjs';
import { ensureInstalled, requireMachine } from './install.mjs';

requireMachine();
await ensureInstalled();
process.exitCode = await exec(['packages/cli/bin/tideway.mjs', 'start', ...process.argv.slice(2)]);

// npm run bench, npm run soak: a TypeScript file on the project's Node, after installing what is missing.
import { exec } from './exec.mjs';
import { ensureInstalled, requireMachine } from './install.mjs';

requireMachine();
await ensureInstalled();
process.exitCode = await exec(['--conditions=@tideway/source', ...process.argv.slice(2)]);

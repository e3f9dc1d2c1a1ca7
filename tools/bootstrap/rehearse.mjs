// npm run rehearse: the whole loop on a real Kubernetes API with the real Flux.
import { exec } from './exec.mjs';
import { ensureInstalled, requireMachine } from './install.mjs';

requireMachine();
await ensureInstalled();
process.exitCode = await exec(['packages/cli/bin/tideway.mjs', 'rehearse', ...process.argv.slice(2)]);

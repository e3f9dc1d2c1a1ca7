// Where the built shop starts: what Node.js has compiled once is taken from the disk the next time. An image has it from
// its build (see compile.mjs), as nothing can be written there.
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

enableCompileCache(fileURLToPath(new URL('../compiled', import.meta.url)));
await import('./main.ts');

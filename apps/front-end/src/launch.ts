// Where the built shop starts: what Node.js has compiled once is taken from the disk the next time. Where it can't be
// written, as in an image, everything is compiled at each start.
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

enableCompileCache(fileURLToPath(new URL('../compiled', import.meta.url)));
await import('./main.ts');

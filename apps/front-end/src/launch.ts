// Where the built shop starts: what Node.js has compiled once is taken from the disk the next time. In an image that was
// filled while it was built.
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

enableCompileCache(fileURLToPath(new URL('../compiled', import.meta.url)));
await import('./main.ts');

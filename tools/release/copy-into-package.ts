// node tools/release/copy-into-package.ts <from> <to>
// prepack of packages that need files of another room: copies a folder of the repository into the package in whose folder
// it runs, such as the Go modules that pin the rehearsal's programs.
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const [from, to] = process.argv.slice(2);
if (from === undefined || to === undefined) {
  process.stderr.write(
    'Say which folder, and where to: node tools/release/copy-into-package.ts <from> <to>\n',
  );
  process.exit(2);
}
const place = join(process.cwd(), to);
rmSync(place, { recursive: true, force: true });
cpSync(join(import.meta.dirname, '..', '..', from), place, { recursive: true });

// npm run build: bundles the package in whose folder it runs.
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { bundle } from './bundle.ts';
import { releases, type Release } from './releases.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = relative(root, process.cwd()).replaceAll('\\', '/');
const all: readonly Release[] = Object.values(releases);
const release = all.find((one) => one.folder === folder);

if (release === undefined) {
  process.stderr.write(
    `${folder} is no release. Run this with: npm run build -w ${all.map((one) => one.folder).join(' -w ')}\n`,
  );
  process.exitCode = 2;
} else {
  const files = await bundle({ root, release });
  const beside = `bundle.${process.pid}.tmp`;
  for (const [path, text] of files) {
    mkdirSync(dirname(join(beside, path)), { recursive: true });
    writeFileSync(join(beside, path), text);
  }
  rmSync('bundle', { recursive: true, force: true });
  renameSync(beside, 'bundle');
  const bytes = [...files.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  process.stdout.write(`${folder}/bundle: ${files.size} files, ${Math.round(bytes / 1024)} KiB\n`);
}

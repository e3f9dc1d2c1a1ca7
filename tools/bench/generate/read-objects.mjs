// Reads generated folders back into plain objects, so that every contender starts from the same ones.
// Usage: node read-objects.mjs <folder> <objects.json>; prints { "files": …, "objects": … }.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';

const [, , folder = '', to = ''] = process.argv;
const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.yaml'))
  .sort();
const files = paths.map((path) => ({ path, objects: loadAll(readFileSync(join(folder, path), 'utf8')) }));
writeFileSync(to, JSON.stringify(files));
process.stdout.write(
  JSON.stringify({
    files: files.length,
    objects: files.reduce((sum, { objects }) => sum + objects.length, 0),
  }),
);

// The floor: objects that are there already, serialised and written by one process, a file each as Tideway makes them.
// Usage: node write-yaml.mjs js-yaml|yaml <objects.json> <folder>; prints the milliseconds that reading them took.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const [, , emitter, from = '', folder = ''] = process.argv;
const toText = await emitterOf(emitter);

const start = performance.now();
/** @type {readonly { readonly path: string, readonly objects: readonly object[] }[]} */
const files = JSON.parse(readFileSync(from, 'utf8'));
process.stdout.write(String(performance.now() - start));

const made = new Set();
for (const { path, objects } of files) {
  const target = join(folder, path);
  const parent = dirname(target);
  if (!made.has(parent)) {
    mkdirSync(parent, { recursive: true });
    made.add(parent);
  }
  writeFileSync(target, objects.map(toText).join('---\n'));
}

/**
 * Both write the style that Tideway writes, and look for no aliases, which costs them least.
 * @param {string | undefined} name
 * @returns {Promise<(object: object) => string>}
 */
async function emitterOf(name) {
  if (name === 'js-yaml') {
    const { dump } = await import('js-yaml');
    return (object) => dump(object, { lineWidth: -1, noRefs: true, seqNoIndent: true, quoteStyle: 'double' });
  }
  const { stringify } = await import('yaml');
  return (object) =>
    stringify(object, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false, indentSeq: false });
}

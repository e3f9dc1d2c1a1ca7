// Makes dist/shop of src: few files in place of some hundred modules, which start faster and take far less memory, as
// Node.js has no types to strip.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';

const folder = join(import.meta.dirname, 'dist');
const shop = join(folder, 'shop');

const { outputFiles } = await build({
  absWorkingDir: import.meta.dirname,
  entryPoints: ['src/launch.ts'],
  outdir: shop,
  write: false,
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  // Smaller, but with names and lines: the log of a failure says where it was.
  minifySyntax: true,
  minifyWhitespace: true,
  lineLimit: 120,
  legalComments: 'none',
  plugins: [
    {
      name: 'undici-pool',
      setup: ({ onResolve }) =>
        onResolve({ filter: /^undici$/ }, () => ({ path: join(import.meta.dirname, 'undici-pool.mjs') })),
    },
  ],
  // Libraries in CommonJS ask for Node's own modules with `require`.
  banner: {
    js: "import { createRequire as makeRequire_ } from 'node:module'; const require = makeRequire_(import.meta.url);",
  },
});

// Node.js keeps the text of a file that it runs, in two bytes a character when one of them is not ASCII. What is in a
// tagged template or a regular expression can't be escaped here.
const wide = outputFiles.flatMap(({ text }) => text.split('\n').filter((line) => /[^\0-\x7f]/u.test(line)));
if (wide.length > 0) {
  throw new Error(`Write these characters as an entity of HTML or as \\u…:\n${wide.join('\n')}`);
}

// A shop that runs from here reads some of its parts late: no file of it is away for a moment, or half written.
const changed = outputFiles.filter(
  ({ path, contents }) => !existsSync(path) || !readFileSync(path).equals(contents),
);
mkdirSync(shop, { recursive: true });
for (const { path, contents } of changed) {
  const beside = `${path}.${process.pid}.tmp`;
  writeFileSync(beside, contents);
  renameSync(beside, path);
}
const names = new Set(outputFiles.map(({ path }) => basename(path)));
const old = readdirSync(shop).filter((name) => name.endsWith('.js') && !names.has(name));
for (const name of old) rmSync(join(shop, name), { force: true });
if (changed.length > 0) rmSync(join(folder, 'compiled'), { recursive: true, force: true });

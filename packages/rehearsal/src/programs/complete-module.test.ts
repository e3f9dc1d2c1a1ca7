import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { completeModule } from './complete-module.ts';

/** A family with one module, and a `go` that knows where it is. */
async function family() {
  const root = await mkdtemp(join(tmpdir(), 'tideway-complete-'));
  const module = join(root, 'cache', 'shop@v1.0.0');
  onTestFinished(async () => {
    await chmod(module, 0o755);
    await rm(root, { recursive: true });
  });
  await mkdir(module, { recursive: true });
  await writeFile(join(module, 'main.go'), 'package main\n');
  await chmod(module, 0o555);
  await mkdir(join(root, 'modules', 'shop'), { recursive: true });
  await writeFile(
    join(root, 'modules', 'shop', 'go.mod'),
    'module pins\n\nrequire example.com/shop v1.0.0\n',
  );
  await writeFile(join(root, 'modules', 'shop', 'go.sum'), 'example.com/shop v1.0.0 h1:x\n');
  const program = join(root, 'go');
  await writeFile(program, `#!/bin/sh\necho 'example.com/shop v1.0.0 ${module}'\n`, { mode: 0o755 });
  return { root, go: { program, version: 'go1.26.8', platform: 'linux/amd64', environment: process.env } };
}

test('a copy of the module with the files that it lacks takes its place; the pins stay', async () => {
  const { root, go } = await family();
  const folder = join(root, 'build');
  await completeModule({
    ...{ go, modules: join(root, 'modules'), family: 'shop', module: 'example.com/shop', folder },
    files: { 'web/dist/index.html': '<!doctype html>\n' },
  });
  expect(await readFile(join(folder, 'module', 'main.go'), 'utf8')).toBe('package main\n');
  expect(await readFile(join(folder, 'module', 'web', 'dist', 'index.html'), 'utf8')).toBe(
    '<!doctype html>\n',
  );
  expect(await readFile(join(folder, 'go.mod'), 'utf8')).toBe(
    'module pins\n\nrequire example.com/shop v1.0.0\n\nreplace example.com/shop => ./module\n',
  );
  expect(await readFile(join(folder, 'go.sum'), 'utf8')).toBe('example.com/shop v1.0.0 h1:x\n');
});

test('the copy can be removed, although nobody may write to what it is a copy of', async () => {
  const { root, go } = await family();
  const folder = join(root, 'build');
  await completeModule({
    ...{ go, modules: join(root, 'modules'), family: 'shop', module: 'example.com/shop', folder, files: {} },
  });
  expect((await stat(join(folder, 'module'))).mode & 0o700).toBe(0o700);
});

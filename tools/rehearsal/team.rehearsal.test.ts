import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { newPlatformScript } from '../system/new-platform-script.ts';
import { type BringPlatform, rehearsalFolder } from './rehearsal-folder.ts';
import { startRehearsal } from './start-rehearsal.ts';

const run = promisify(execFile);
const repository = join(import.meta.dirname, '..', '..');

const model = 'apps/platform/platform.ts';

/** Brings what `projen new` writes for a team. */
const newPlatform: BringPlatform = async (root) => {
  await run('npm', ['run', '--silent', 'compile', '--workspace', 'packages/projen'], { cwd: repository });
  const env = { ...process.env, PROJEN_DISABLE_POST: 'true' };
  await run(process.execPath, ['--eval', newPlatformScript], { cwd: root, env });
};

/** The same, from which somebody took External Secrets. */
const polling: BringPlatform = async (root) => {
  await newPlatform(root);
  const file = join(root, model);
  const text = await readFile(file, 'utf8');
  await writeFile(
    file,
    text
      .replace(/^ {2}controllers: \{$[^]*?^ {2}\},$\n/mu, '')
      .replace('definePlatform, externalSecrets', 'definePlatform'),
  );
};

const scenarios = ['shop-is-running', 'second-tenant-registers-itself', 'robot-changes-one-line'];

test.each([
  { name: 'as the template made it', bring: newPlatform, hears: true, kept: 4 },
  { name: 'without External Secrets', bring: polling, hears: false, kept: 3 },
])('a team rehearses its new platform $name', async ({ bring, hears, kept }) => {
  const folder = await rehearsalFolder(bring);
  expect(/externalSecrets\(/u.test(await readFile(join(folder.root, model), 'utf8'))).toBe(hears);
  const rehearsal = startRehearsal(folder, [...scenarios, 'image-to-pods-in-seconds']);
  const { code } = await rehearsal.ended;
  expect(code, `${rehearsal.said()}`).toBe(0);
  expect(rehearsal.said()).toContain(`${kept} of ${kept} promises were kept`);
  expect((await folder.report()).outcome).toBe('proven');
});

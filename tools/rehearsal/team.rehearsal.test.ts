import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { newPlatformScript } from '../system/new-platform-script.ts';
import { type BringPlatform, rehearsalFolder } from './rehearsal-folder.ts';
import { startRehearsal } from './start-rehearsal.ts';

const run = promisify(execFile);
const repository = join(import.meta.dirname, '..', '..');

/** Brings what `projen new` writes for a team. */
const newPlatform: BringPlatform = async (root) => {
  await run('npm', ['run', '--silent', 'compile', '--workspace', 'packages/projen'], { cwd: repository });
  const env = { ...process.env, PROJEN_DISABLE_POST: 'true' };
  await run(process.execPath, ['--eval', newPlatformScript], { cwd: root, env });
};

test('a team rehearses the platform that the template made, without External Secrets', async () => {
  const folder = await rehearsalFolder(newPlatform);
  expect(await readFile(join(folder.root, 'apps/platform/platform.ts'), 'utf8')).not.toMatch(
    /external-?secrets/iu,
  );
  const rehearsal = startRehearsal(folder, [
    'shop-is-running',
    'second-tenant-registers-itself',
    'robot-changes-one-line',
  ]);
  const { code } = await rehearsal.ended;
  expect(code, `${rehearsal.said()}`).toBe(0);
  expect(rehearsal.said()).toContain('3 of 3 promises were kept');
  expect((await folder.report()).outcome).toBe('proven');
});

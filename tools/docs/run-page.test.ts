import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readSteps } from './page-steps.ts';
import { runPage, type PageRun } from './run-page.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tideway page '));
});
afterEach(() => rmSync(folder, { recursive: true }));

const block = (info: string, text: string): string => `\`\`\`${info}\n${text}\n\`\`\`\n\n`;

function run(page: string, timeout = 20_000): Promise<PageRun> {
  return runPage({
    steps: readSteps(page),
    checkout: {
      folder,
      root: folder,
      temporary: folder,
      environment: { PATH: process.env['PATH'] ?? '' },
      remove: () => Promise.resolve(),
    },
    timeout,
  });
}

describe('a page runs as in one shell', () => {
  test('folder and variables reach from block to block', async () => {
    const page =
      block('sh', 'mkdir inside && cd inside\nname=reader') + block('sh', 'basename "$PWD"; echo "$name"');
    const { exitCode, printed } = await run(page);
    expect(exitCode).toBe(0);
    expect(printed.map(({ text }) => text)).toEqual(['', 'inside\nreader\n']);
  });

  test('stdout and stderr are kept for each step, as they came', async () => {
    const { printed } = await run(block('sh', 'echo one; echo two >&2') + block('sh', 'echo three'));
    expect(printed.map(({ text }) => text)).toEqual(['one\ntwo\n', 'three\n']);
  });

  test('a diff changes the files of the folder that the shell is in', async () => {
    const diff = '--- /dev/null\n+++ b/new.txt\n@@ -0,0 +1 @@\n+content';
    const { exitCode, printed } = await run(block('diff', diff) + block('sh', 'cat new.txt'));
    expect(exitCode).toBe(0);
    expect(printed[1]?.text).toBe('content\n');
  });
});

describe('a page fails at the step that does not do what it says', () => {
  test.each([
    ['any command of a block fails', block('sh', 'false\ntrue')],
    ['a pipe fails', block('sh', 'false | cat')],
    ['a block that should fail does not', block('sh exit=1', 'true')],
    ['a block fails in another way than it should', block('sh exit=1', '(exit 2)')],
    ['a diff does not apply', block('diff', '--- a/old.txt\n+++ b/old.txt\n@@ -1 +1 @@\n-a\n+b')],
  ])('%s', async (_what, wrong) => {
    const page = block('sh', 'echo before') + wrong + block('sh', 'echo after');
    const { exitCode, printed } = await run(page);
    expect(exitCode).not.toBe(0);
    expect(printed.map(({ step }) => step.line)).toEqual([1, 5]);
  });

  test('a block that fails as it should does not end the page', async () => {
    const { exitCode, printed } = await run(block('sh exit=3', '(exit 3)') + block('sh', 'echo after'));
    expect(exitCode).toBe(0);
    expect(printed.at(-1)?.text).toBe('after\n');
  });

  test('a page that hangs ends, with everything that it waits for', async () => {
    const { exitCode } = await run(block('sh', '(sleep 1; touch late) | cat'), 300);
    expect(exitCode).not.toBe(0);
    await sleep(1200);
    expect(existsSync(join(folder, 'late'))).toBe(false);
  });

  test('what a page leaves in the background ends with the page', async () => {
    const { exitCode } = await run(block('sh', '(sleep 1; touch late) > /dev/null 2>&1 &'));
    expect(exitCode).toBe(0);
    await sleep(1200);
    expect(existsSync(join(folder, 'late'))).toBe(false);
  });

  test('a page ends, and its folder goes, when the tests are killed', async () => {
    const page = mkdtempSync(join(tmpdir(), 'tideway page '));
    const script = `
      import { runPage } from ${JSON.stringify(new URL('run-page.ts', import.meta.url).href)};
      const folder = ${JSON.stringify(page)};
      const checkout = { folder, root: folder, temporary: folder, environment: { PATH: process.env.PATH } };
      const step = { line: 1, kind: 'run', text: 'touch begun; sleep 30', exitCode: 0 };
      await runPage({ steps: [step], checkout, timeout: 30_000 });`;
    const tests = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'ignore' });
    await until(() => existsSync(join(page, 'begun')));
    tests.kill('SIGKILL');
    await until(() => !existsSync(page));
    expect(existsSync(page)).toBe(false);
  });
});

async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds() && waited < 20_000; waited += 100) await sleep(100);
}

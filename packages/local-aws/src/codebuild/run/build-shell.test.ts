import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { scratchFolder } from '../../testing/scratch.ts';
import { BuildShell } from './build-shell.ts';

async function shellForTest() {
  const folder = await scratchFolder();
  let printed = '';
  const shell = new BuildShell({
    directory: folder,
    environment: { PATH: process.env['PATH'] ?? '' },
    stateFile: join(folder, 'state'),
    onOutput: (chunk) => (printed += chunk.toString()),
  });
  onTestFinished(() => shell.kill());
  return { folder, shell, printed: () => printed };
}

test('folder, variables, functions and options hold from one command to the next', async () => {
  const { shell, printed } = await shellForTest();
  await shell.run('mkdir sub && cd sub');
  await shell.run(`TAG=main-1; greet() { echo "hello $1 in \${PWD##*/}"; }`);
  await shell.run('set -o pipefail');
  expect(await shell.run('greet "$TAG"')).toBe(0);
  expect(await shell.run('false | true')).toBe(1);
  expect(printed()).toBe('hello main-1 in sub\n');
});

test.each(['exit 3', 'set -e; (exit 3); echo never'])(
  'a command that ends the shell by %j ends only itself: what follows finds folder and variables',
  async (ending) => {
    const { shell, printed } = await shellForTest();
    await shell.run("mkdir sub && cd sub && TAG=$'two\\nlines'");
    expect(await shell.run(`LATE=seen; ${ending}`)).toBe(3);
    expect(await shell.run('printf "%s|%s|%s" "${PWD##*/}" "$TAG" "$LATE"')).toBe(0);
    expect(printed()).toBe('sub|two\nlines|seen');
  },
);

test('what is printed on both outputs comes in its order, all of it before the exit code', async () => {
  const { shell, printed } = await shellForTest();
  await shell.run(
    'for i in 1 2 3; do echo "out $i"; echo "err $i" >&2; done; head -c 300000 /dev/zero | tr "\\0" x',
  );
  expect(printed()).toBe(`out 1\nerr 1\nout 2\nerr 2\nout 3\nerr 3\n${'x'.repeat(300_000)}`);
});

test('a command can neither wait for input nor speak in the place of the shell', async () => {
  const { shell, printed } = await shellForTest();
  expect(await shell.run('cat')).toBe(0);
  expect(await shell.run('echo 0 >&4')).not.toBe(0);
  expect(await shell.run('exec >elsewhere; echo kept')).toBe(0);
  expect(await shell.run('cat elsewhere >&2')).toBe(0);
  expect(printed()).toContain('kept');
});

test('killed, it leaves nothing running, also not in the background', async () => {
  const { folder, shell } = await shellForTest();
  await shell.run('(while sleep 0.05; do date +%s%N >ticks; done) &');
  const waiting = shell.run('sleep 60');
  await sleep(200);
  shell.kill();
  expect(await waiting).toBeGreaterThan(128);
  const ticks = await readFile(join(folder, 'ticks'), 'utf8');
  await sleep(200);
  expect(await readFile(join(folder, 'ticks'), 'utf8')).toBe(ticks);
  expect(await shell.run('true')).toBeGreaterThan(128);
});

import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Playground, treeOf, type Files } from './playground.test.fixture.ts';
import { pull } from './pull.ts';

let remote: Playground;
let log: string;
beforeEach(() => {
  remote = new Playground();
  log = join(remote.folder, 'git.log');
  const PATH = join(remote.folder, 'bin');
  mkdirSync(PATH);
  const git = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
  const verbs = 'version|ls-remote|fetch|log|cat-file|fast-import|push|repack|diff-tree';
  writeFileSync(
    join(PATH, 'git'),
    `#!/bin/sh\nfor word; do case $word in ${verbs}) echo "$word" >> '${log}'; break;; esac; done\nPATH=/usr/bin:/bin exec '${git}' "$@"\n`,
  );
  chmodSync(join(PATH, 'git'), 0o755);
  vi.stubEnv('PATH', `${PATH}:${process.env['PATH'] ?? ''}`);
});
afterEach(() => {
  remote.close();
});

/** The runs of git that something takes. */
async function counted(action: () => Promise<unknown>): Promise<readonly string[]> {
  rmSync(log, { force: true });
  await action();
  return existsSync(log)
    ? readFileSync(log, 'utf8')
        .trim()
        .split('\n')
        .filter((verb) => verb !== 'version')
    : [];
}

/** The runs of git that one delivery takes. */
const runs = (files: Files) => counted(() => remote.deliver(files));

const many = (changed: number): Files =>
  Object.fromEntries(
    Array.from({ length: 200 }, (_, index) => [`f${index % 9}/${index}`, index < changed ? 'new' : 'old']),
  );

it('a first delivery is one look, one import and one push, however many files there are', async () => {
  expect(await runs(many(0))).toEqual(['ls-remote', 'fast-import', 'push']);
});

it('nothing to do is one look', async () => {
  await runs(many(0));
  expect(await runs(many(0))).toEqual(['ls-remote']);
});

it('a change is read, imported and pushed', async () => {
  await runs(many(0));
  expect(await runs(many(1))).toEqual(['cat-file', 'fast-import', 'push']);
  expect(await runs(many(200))).toEqual(['cat-file', 'fast-import', 'push']);
});

it('a change beside other people’s commits costs no more than what these are worth', async () => {
  await runs(many(0));
  remote.commit({ 'note.md': '1\n' });
  const beside = ['ls-remote', 'fetch', 'log', 'cat-file', 'fast-import', 'push'];
  // Nobody could know: the delivery that was made ahead is refused once.
  expect(await runs(many(1))).toEqual(['cat-file', 'fast-import', 'push', ...beside]);
  remote.commit({ 'note.md': '2\n' });
  const [first, ...others] = await runs(many(2));
  expect(first).toBe('ls-remote');
  expect(others.filter((verb) => verb === 'push')).toEqual(['push']);
});

it('a pull costs the same, however many deliveries there were after an edit', async () => {
  const own = (round: number): Files => ({ 'edited.md': 'socks\n', 'round.md': `${round}\n` });
  const look = (round: number): Promise<readonly string[]> =>
    counted(() =>
      pull({
        repository: 'microservices-repo',
        remote: { url: remote.url, branch: 'main', environment: {} },
        folder: join(remote.folder, 'apps'),
        name: 'apps',
        tree: treeOf(own(round)),
        stateDirectory: remote.state,
        dryRun: true,
      }),
    );
  await remote.deliver(own(0));
  remote.commit({ 'edited.md': 'socks of wool\n' });
  await remote.deliver(own(1));
  const soon = await look(1);
  for (const round of [2, 3, 4, 5]) await remote.deliver(own(round));
  expect(soon).toContain('diff-tree');
  expect(await look(5)).toEqual(soon);
});

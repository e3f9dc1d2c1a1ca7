import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { greenBranch, lastGreen, recordGreen } from './last-green.ts';

const folder = mkdtempSync(join(tmpdir(), 'tideway green '));
const origin = join(folder, 'origin.git');
let root = '';
let runs = 0;
beforeAll(() => {
  const made = join(folder, 'made');
  execFileSync('git', ['init', '-q', '--bare', '-b', 'main', origin]);
  execFileSync('git', ['init', '-q', '-b', 'main', made]);
  root = made;
  git('remote', 'add', 'origin', origin);
  commit('One');
  commit('Two');
});
beforeEach(() => {
  root = join(folder, `clone-${(runs += 1)}`);
  cpSync(join(folder, 'made'), root, { recursive: true });
  const bare = `${root}.git`;
  cpSync(origin, bare, { recursive: true });
  git('remote', 'set-url', 'origin', bare);
  git('push', '-q', 'origin', 'main');
});
afterAll(() => rmSync(folder, { recursive: true }));

function git(...args: readonly string[]): string {
  const who = ['-c', 'user.name=t', '-c', 'user.email=t@example.com'];
  return execFileSync('git', [...who, ...args], { cwd: root, encoding: 'utf8' }).trim();
}

function commit(message: string): string {
  git('commit', '-q', '--allow-empty', '-m', message);
  return git('rev-parse', 'HEAD');
}

const green = (): string => git('ls-remote', 'origin', `refs/heads/${greenBranch}`).split('\t')[0] ?? '';

describe('the last green commit', () => {
  test('is the one that is recorded', async () => {
    git('push', '-q', 'origin', `main~1:refs/heads/${greenBranch}`);
    expect(await lastGreen(root, undefined)).toEqual({ commit: git('rev-parse', 'main~1') });
  });

  test('is the one that is given, by any name', async () => {
    expect(await lastGreen(root, 'main~1')).toEqual({ commit: git('rev-parse', 'main~1') });
  });

  test('is missing where none is recorded, and where what is given is no commit', async () => {
    expect(await lastGreen(root, undefined)).toEqual({ missing: 'no green commit is recorded' });
    expect(await lastGreen(root, '')).toEqual({ missing: '"" is no commit here' });
    expect(await lastGreen(root, 'nothing')).toEqual({ missing: '"nothing" is no commit here' });
  });

  test('is missing where it is not in the history', async () => {
    git('checkout', '-q', '--orphan', 'other');
    commit('Another history');
    git('checkout', '-q', 'main');
    expect(await lastGreen(root, 'other')).toEqual({
      missing: expect.stringContaining('is not in the history of this one') as string,
    });
  });

  test('is missing in a shallow clone, which has no history to look in', async () => {
    writeFileSync(join(root, '.git', 'shallow'), `${git('rev-parse', 'main')}\n`);
    expect(await lastGreen(root, 'main')).toEqual({
      missing: expect.stringContaining('the clone is shallow') as string,
    });
  });
});

describe('recording', () => {
  test('moves on, and not back', async () => {
    const head = git('rev-parse', 'main');
    expect(await recordGreen(root)).toBe(`Recorded ${head.slice(0, 12)} as the last green commit.`);
    expect(green()).toBe(head);
    expect(await recordGreen(root)).toBe('This commit is recorded as green already.');
    git('checkout', '-q', 'main~1');
    expect(await recordGreen(root)).toBe('A later commit is green already.');
    expect(green()).toBe(head);
  });
});

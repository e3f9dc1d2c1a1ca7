import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { generatedFiles, generatedTree } from './generated-tree.ts';
import { treeOf } from './playground.test.fixture.ts';

const files = {
  'a.b': 'a file that sorts before the folder a',
  'a/x': 'in the folder a',
  'a-b': 'between the two',
  a0: '+x behind them',
  'é/ü.yaml': 'accents',
  '😀': 'beyond the basic plane',
  '\uffee': 'behind it in UTF-16, before it in bytes',
  'z/z/z': '',
  large: 'x'.repeat(200_000),
};

it('has the ids that git itself computes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tideway-tree-'));
  try {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content.replace(/^\+x /, ''));
      if (content.startsWith('+x ')) chmodSync(join(folder, path), 0o755);
    }
    const git = (...args: readonly string[]): string =>
      execFileSync('git', args, { cwd: folder, encoding: 'utf8' });
    git('init', '--quiet');
    git('add', '--all');
    expect(generatedTree(treeOf(files)).id).toBe(git('write-tree').trim());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

it('keeps every file at its path', () => {
  expect([...generatedFiles(generatedTree(treeOf(files))).keys()].sort()).toEqual(Object.keys(files).sort());
});

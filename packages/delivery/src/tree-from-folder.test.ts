import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { treeFromFolder } from './tree-from-folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tideway app folder '));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

async function read(path = ''): Promise<Record<string, string>> {
  const tree = await treeFromFolder(join(folder, path));
  return Object.fromEntries(
    [...tree].map(([name, { bytes, executable }]) => [
      name,
      `${executable === true ? '+x ' : ''}${Buffer.from(bytes).toString()}`,
    ]),
  );
}

const git = (...args: readonly string[]): string =>
  execFileSync('git', args, { cwd: folder, encoding: 'utf8' });

describe.each(['in a repository', 'outside of any repository'])('the tree of a folder %s', (where) => {
  beforeEach(() => {
    if (where === 'in a repository') git('init', '--quiet');
  });

  it('has its files with their modes, and none that is ignored', async () => {
    write({
      'app/.gitignore': 'node_modules/\n*.log\n!kept.log\n',
      'app/buildspec.yml': 'version: 0.2\n',
      'app/run.sh': '#!/bin/sh\n',
      'app/node_modules/x/index.js': 'x',
      'app/deep/er/ü b.txt': 'deep',
      'app/a.log': 'log',
      'app/kept.log': 'kept',
      'other/file.txt': 'not below',
    });
    chmodSync(join(folder, 'app/run.sh'), 0o755);
    expect(await read('app')).toEqual({
      '.gitignore': 'node_modules/\n*.log\n!kept.log\n',
      'buildspec.yml': 'version: 0.2\n',
      'deep/er/ü b.txt': 'deep',
      'kept.log': 'kept',
      'run.sh': '+x #!/bin/sh\n',
    });
  });

  it('is refused with all of its links at once', async () => {
    write({ 'a.txt': 'a' });
    symlinkSync('a.txt', join(folder, 'z-link'));
    symlinkSync('/etc', join(folder, 'b-link'));
    await expect(treeFromFolder(folder)).rejects.toMatchObject({
      code: 'folder-unreadable',
      problems: ['b-link', 'z-link'],
    });
  });

  it('is refused when there is no such folder', async () => {
    await expect(treeFromFolder(join(folder, 'missing'))).rejects.toMatchObject({
      code: 'folder-unreadable',
    });
  });
});

describe('the tree of a working copy', () => {
  beforeEach(() => {
    git('init', '--quiet');
  });

  it('has what is on the disk: tracked or not, changed or not, but nothing that was deleted', async () => {
    write({
      'tracked.txt': '1',
      'deleted.txt': '1',
      'ignored.txt': 'tracked all the same',
      '.gitignore': 'ignored.txt\n',
    });
    git('add', '--all', '--force');
    write({ 'tracked.txt': '2', 'new.txt': 'n' });
    rmSync(join(folder, 'deleted.txt'));
    expect(await read()).toEqual({
      '.gitignore': 'ignored.txt\n',
      'ignored.txt': 'tracked all the same',
      'new.txt': 'n',
      'tracked.txt': '2',
    });
  });

  it('does not depend on what the user has configured', async () => {
    write({ 'a.txt': 'a', 'config/git/ignore': 'a.txt\n' });
    process.env['XDG_CONFIG_HOME'] = join(folder, 'config');
    process.env['GIT_DIR'] = '/nowhere';
    try {
      expect(Object.keys(await read())).toContain('a.txt');
    } finally {
      delete process.env['XDG_CONFIG_HOME'];
      delete process.env['GIT_DIR'];
    }
  });

  it('is refused when it holds another repository', async () => {
    write({ 'a.txt': 'a' });
    execFileSync('git', ['init', '--quiet', join(folder, 'inner')]);
    writeFileSync(join(folder, 'inner/x'), 'x');
    await expect(treeFromFolder(folder)).rejects.toMatchObject({
      code: 'folder-unreadable',
      problems: ['inner'],
    });
  });
});

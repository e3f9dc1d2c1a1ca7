import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { drift } from './drift.ts';
import { Playground, type Files } from './playground.test.fixture.ts';
import { pull, type Pull, type PullOptions } from './pull.ts';
import { treeFromFolder } from './tree-from-folder.ts';

let remote: Playground;
let folder = '';
beforeEach(() => {
  remote = new Playground();
  folder = join(remote.folder, 'monorepo/apps/shop');
});
afterEach(() => {
  remote.close();
});

const footer = '<footer>\n  <p>Socks</p>\n</footer>\n';
const list = 'one\ntwo\nthree\nfour\nfive\nsix\nseven\n';
const delivered = { 'public/footer.html': footer, 'list.txt': list, 'old.txt': 'old\n' };

/** Writes files of the folder. */
function write(files: Readonly<Record<string, string | null>>): void {
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    if (content === null) rmSync(file);
    else writeFileSync(file, content);
  }
}

/** What the folder has: path to content. */
function written(): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(folder, path)).isFile(),
  );
  return Object.fromEntries(paths.sort().map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

async function deliverFolder(files: Files = delivered): Promise<void> {
  write(files);
  await remote.deliver({}, { tree: await treeFromFolder(folder) });
}

async function pulled(options: Partial<PullOptions> = {}): Promise<Pull> {
  return pull({
    repository: 'microservices-repo',
    remote: { url: remote.url, branch: 'main', environment: {} },
    folder,
    name: 'apps/shop',
    tree: await treeFromFolder(folder),
    stateDirectory: remote.state,
    ...options,
  });
}

const edited = footer.replace('Socks', 'Socks of wool');

describe('a pull', () => {
  it('brings what others committed into the folder; afterwards nothing differs, and a delivery moves nothing', async () => {
    await deliverFolder();
    const id = remote.commit(
      { 'public/footer.html': edited, 'bin/run': '+x #!/bin/sh\n', 'old.txt': null },
      { author: 'ada' },
    );
    const result = await pulled();
    expect(result).toMatchObject({
      outcome: 'updated',
      head: id,
      files: [
        { path: 'bin/run', kind: 'added' },
        { path: 'old.txt', kind: 'removed' },
        { path: 'public/footer.html', kind: 'updated' },
      ],
      conflicts: [],
      commits: [{ id, author: 'ada', subject: 'edit' }],
      written: true,
    });
    expect(written()).toEqual({ 'bin/run': '#!/bin/sh\n', 'list.txt': list, 'public/footer.html': edited });
    expect(statSync(join(folder, 'bin/run')).mode & 0o777).toBe(0o755);
    expect((await pulled()).outcome).toBe('unchanged');
    await remote.deliver({}, { tree: await treeFromFolder(folder) });
    expect(remote.files()).toEqual({
      'bin/run': '+x #!/bin/sh\n',
      'list.txt': list,
      'public/footer.html': edited,
    });
    expect((await pulled()).commits).toEqual([]);
    const later = remote.commit({ 'public/footer.html': footer }, { author: 'bo' });
    expect((await pulled({ dryRun: true })).commits).toEqual([{ id: later, author: 'bo', subject: 'edit' }]);
  });

  it('merges with what the folder changed meanwhile, also within one file', async () => {
    await deliverFolder();
    remote.commit({ 'list.txt': list.replace('one', 'ONE'), 'old.txt': 'older\n' });
    write({ 'list.txt': list.replace('seven', 'SEVEN'), 'new.txt': 'new\n' });
    expect((await pulled()).outcome).toBe('updated');
    expect(written()).toMatchObject({
      'list.txt': list.replace('one', 'ONE').replace('seven', 'SEVEN'),
      'new.txt': 'new\n',
      'old.txt': 'older\n',
    });
  });

  it('follows a file that the folder has moved', async () => {
    await deliverFolder();
    remote.commit({ 'list.txt': list.replace('one', 'ONE') });
    write({ 'list.txt': null, 'lists/numbers.txt': list });
    expect((await pulled()).files).toEqual([{ path: 'lists/numbers.txt', kind: 'updated' }]);
    expect(written()['lists/numbers.txt']).toBe(list.replace('one', 'ONE'));
  });

  it('writes nothing where both sides changed one place, and says so as git does', async () => {
    await deliverFolder();
    remote.commit({ 'public/footer.html': edited, 'list.txt': `${list}eight\n`, 'old.txt': null });
    write({ 'public/footer.html': footer.replace('Socks', 'Stockings'), 'old.txt': 'changed\n' });
    const before = written();
    const result = await pulled();
    expect(result).toMatchObject({ outcome: 'conflicted', written: false, patch: '' });
    expect(result.conflicts).toEqual([
      'CONFLICT (modify/delete): old.txt deleted in repository and modified in monorepo.  Version monorepo of old.txt left in tree.',
      'CONFLICT (content): Merge conflict in public/footer.html',
    ]);
    expect(result.files).toEqual([
      { path: 'list.txt', kind: 'updated' },
      { path: 'public/footer.html', kind: 'conflicted' },
    ]);
    expect(written()).toEqual(before);
  });

  it('writes both sides with markers where that is asked for', async () => {
    await deliverFolder();
    remote.commit({ 'public/footer.html': edited, 'list.txt': `${list}eight\n` });
    write({ 'public/footer.html': footer.replace('Socks', 'Stockings') });
    expect(await pulled({ markers: true })).toMatchObject({ outcome: 'conflicted', written: true });
    expect(written()).toMatchObject({ 'list.txt': `${list}eight\n` });
    expect(written()['public/footer.html']).toBe(
      '<footer>\n<<<<<<< monorepo\n  <p>Stockings</p>\n=======\n  <p>Socks of wool</p>\n>>>>>>> repository\n</footer>\n',
    );
  });

  it('only says what it would do in a dry run, with a patch that git applies', async () => {
    await deliverFolder();
    remote.commit({ 'public/footer.html': edited, 'old.txt': null, 'logo.png': Buffer.from([0, 1, 2, 255]) });
    const before = written();
    const result = await pulled({ dryRun: true });
    expect(result).toMatchObject({ outcome: 'planned', written: false });
    expect(written()).toEqual(before);
    const monorepo = join(remote.folder, 'monorepo');
    execFileSync('git', ['init', '--quiet'], { cwd: monorepo });
    execFileSync('git', ['apply'], { cwd: monorepo, input: result.patch });
    expect((await pulled()).outcome).toBe('unchanged');
    expect(written()['public/footer.html']).toBe(edited);
  });

  it('of an untouched or an empty repository is nothing; of one never delivered to it is refused', async () => {
    write(delivered);
    expect(await pulled()).toMatchObject({ outcome: 'unchanged', files: [] });
    remote.commit({ 'theirs.txt': 'theirs\n' });
    await expect(pulled()).rejects.toMatchObject({ code: 'never-delivered' });
  });

  it('never takes the place of a file that Git ignores, and then writes nothing else either', async () => {
    await deliverFolder({ ...delivered, '.gitignore': 'local.env\n' });
    write({ 'local.env': 'mine\n' });
    remote.commit({ 'local.env': 'theirs\n', 'public/footer.html': edited });
    await expect(pulled()).rejects.toMatchObject({
      code: 'folder-in-the-way',
      problems: ['local.env is there already, as a file that Git ignores'],
    });
    expect(written()).toMatchObject({ 'local.env': 'mine\n', 'public/footer.html': footer });
  });

  it('never writes through a link that leads out of the folder', async () => {
    await deliverFolder({ ...delivered, '.gitignore': 'cache\n' });
    const outside = join(remote.folder, 'outside');
    mkdirSync(outside);
    symlinkSync(outside, join(folder, 'cache'));
    remote.commit({ 'cache/planted.txt': 'theirs\n' });
    await expect(pulled()).rejects.toMatchObject({ code: 'folder-in-the-way' });
    expect(readdirSync(outside)).toEqual([]);
  });

  it('refuses links and submodules, all of them at once', async () => {
    await deliverFolder();
    remote.commit({ link: '120000 /etc/passwd', 'a/link': '120000 ../..' });
    await expect(pulled()).rejects.toMatchObject({
      code: 'not-pullable',
      problems: ['a/link is no plain file', 'link is no plain file'],
    });
  });

  it('undoes everything when one file can’t be written', async () => {
    await deliverFolder({ ...delivered, '.gitignore': 'kept\n' });
    // An ignored file in a folder that is to become a file.
    write({ 'zz/kept': 'mine\n' });
    remote.commit({ zz: 'a file\n', 'public/footer.html': edited, 'old.txt': null });
    await expect(pulled()).rejects.toMatchObject({ code: 'folder-unwritable' });
    expect(written()).toEqual({ ...delivered, '.gitignore': 'kept\n', 'zz/kept': 'mine\n' });
  });

  it('works after a squash that dropped the delivery commit', async () => {
    await deliverFolder();
    const tree = remote.git('rev-parse', 'main^{tree}').trim();
    const generated = remote.git('log', '-1', '--format=%(trailers)', 'main');
    const squashed = execFileSync(
      'git',
      ['--git-dir', remote.url, 'commit-tree', tree, '-m', `Squash\n\n${generated}`],
      {
        encoding: 'utf8',
        env: {
          ...process.env,
          GIT_AUTHOR_NAME: 'a',
          GIT_AUTHOR_EMAIL: 'a@example.com',
          GIT_COMMITTER_NAME: 'a',
          GIT_COMMITTER_EMAIL: 'a@example.com',
        },
      },
    ).trim();
    remote.git('update-ref', 'refs/heads/main', squashed);
    remote.commit({ 'public/footer.html': edited });
    expect((await pulled()).files).toEqual([{ path: 'public/footer.html', kind: 'updated' }]);
  });
});

describe('drift of a folder', () => {
  it('lists what was added in the repository, where that is asked for', async () => {
    await deliverFolder();
    remote.commit({ 'docs/more.md': 'more\n', 'public/footer.html': edited });
    const compare = async (additions: boolean) =>
      drift({
        repository: 'microservices-repo',
        remote: { url: remote.url, branch: 'main', environment: {} },
        tree: await treeFromFolder(folder),
        stateDirectory: remote.state,
        additions,
      });
    expect((await compare(true)).files).toEqual([
      { path: 'docs/more.md', kind: 'added-in-repository' },
      { path: 'public/footer.html', kind: 'edited-in-repository' },
    ]);
    expect((await compare(false)).files).toHaveLength(1);
    await pulled();
    expect((await compare(true)).outcome).toBe('unchanged');
  });
});

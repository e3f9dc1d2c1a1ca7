import { describe, expect, it } from 'vitest';
import { checkTree } from './check-tree.ts';
import { DeliveryError } from './error.ts';
import { generatedTree } from './generated-tree.ts';
import { treeOf } from './playground.test.fixture.ts';

function refusal(...paths: readonly string[]): Pick<DeliveryError, 'code' | 'problems'> | undefined {
  const tree = treeOf(Object.fromEntries(paths.map((path) => [path, 'x'])));
  try {
    checkTree(tree, generatedTree(tree), 'flux-repo');
    return undefined;
  } catch (error) {
    if (error instanceof DeliveryError) return { code: error.code, problems: error.problems };
    throw error;
  }
}

describe('a tree', () => {
  it('of plain paths is taken', () => {
    expect(refusal('README.md', '.gitignore', 'a/b c/é.yaml', 'a/.github/x', 'gitx', 'a..b')).toBeUndefined();
  });

  it.each([
    '../x',
    'a/../../x',
    '/etc/passwd',
    'a//b',
    'a/./b',
    '',
    'a/',
    '.git/config',
    'a/.GIT/hooks/x',
    '.git /x',
    'git~1/x',
    '.g\u200cit/x',
    'a\nb',
    'a\0b',
    'a\\b',
    'a\ud800b',
  ])('with the path %j is refused', (path) => {
    expect(refusal('ok.yaml', path)).toMatchObject({ code: 'path-unsafe' });
  });

  it('is refused with all of its unsafe paths at once', () => {
    expect(refusal('../a', 'ok.yaml', 'x/.git/b')?.problems).toEqual([
      '"..": it leads out of the repository',
      '"x/.git": it names the folder of Git itself',
    ]);
  });

  it('whose paths differ in upper and lower case only is refused', () => {
    expect(refusal('a/Readme.md', 'a/README.md')).toEqual({
      code: 'path-collision',
      problems: ['a/Readme.md and a/README.md differ in upper and lower case only'],
    });
    expect(refusal('Apps/x', 'apps/y')).toMatchObject({ code: 'path-collision' });
    expect(refusal('caf\u00e9', 'cafe\u0301')).toMatchObject({ code: 'path-collision' });
  });

  it('in which a path is a file and a folder is refused', () => {
    expect(refusal('a/b', 'a/b/c')).toEqual({
      code: 'path-collision',
      problems: ['a/b is a file and a folder'],
    });
  });

  it('with a file above 6 MB is refused, and one of exactly 6 MB is not', () => {
    const check = (size: number): void => {
      const tree = new Map([['a/large.bin', { bytes: Buffer.alloc(size) }]]);
      checkTree(tree, generatedTree(tree), 'app-repo');
    };
    expect(() => {
      check(6 * 1024 * 1024);
    }).not.toThrow();
    expect(() => {
      check(6 * 1024 * 1024 + 1);
    }).toThrow(
      'Nothing was delivered to app-repo: CodeCommit takes files up to 6 MB, and a/large.bin has 6.0 MB.',
    );
  });
});

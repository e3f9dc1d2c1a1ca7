import { afterEach, beforeEach, expect, it } from 'vitest';
import { drift, type Drift } from './drift.ts';
import { Playground, treeOf, type Files } from './playground.test.fixture.ts';

let remote: Playground;
beforeEach(() => {
  remote = new Playground();
});
afterEach(() => {
  remote.close();
});

function compare(files: Files): Promise<Drift> {
  return drift({
    repository: 'microservices-repo',
    remote: { url: remote.url, branch: 'main', environment: {} },
    tree: treeOf(files),
    stateDirectory: remote.state,
  });
}

const marked = (value: string): string => `image: ui\ntag: ${value} # {"$imagepolicy": "shop:ui:tag"}\n`;
const delivered = {
  'ahead.yaml': 'a: 1\n',
  'both.yaml': 'b: 1\n',
  'deleted.yaml': 'd: 1\n',
  'dropped.yaml': 'x: 1\n',
  'edited.yaml': 'e: 1\n',
  'same.yaml': 's: 1\n',
  'tag.yaml': marked('0'),
};

it('of what was delivered and left alone is none', async () => {
  await remote.deliver(delivered);
  expect(await compare(delivered)).toEqual({
    repository: 'microservices-repo',
    branch: 'main',
    outcome: 'unchanged',
    head: remote.head(),
    files: [],
    heldValues: [],
  });
});

it('says for each file who went on: the generator, the repository or both', async () => {
  await remote.deliver(delivered);
  remote.commit({
    'both.yaml': 'b: 2\n',
    'deleted.yaml': null,
    'edited.yaml': 'e: 2\n',
    'people.md': 'theirs\n',
    'taken.yaml': 'theirs\n',
    'tag.yaml': marked('7'),
  });
  const before = remote.git('for-each-ref');
  const found = await compare({
    ...Object.fromEntries(Object.entries(delivered).filter(([path]) => path !== 'dropped.yaml')),
    'ahead.yaml': 'a: 2\n',
    'both.yaml': 'b: 3\n',
    'new.yaml': 'n: 1\n',
    'taken.yaml': 'ours\n',
  });
  expect(found.outcome).toBe('drifted');
  expect(found.files).toEqual([
    { path: 'ahead.yaml', kind: 'generator-ahead' },
    { path: 'both.yaml', kind: 'both' },
    { path: 'deleted.yaml', kind: 'edited-in-repository' },
    { path: 'dropped.yaml', kind: 'generator-ahead' },
    { path: 'edited.yaml', kind: 'edited-in-repository' },
    { path: 'new.yaml', kind: 'generator-ahead' },
    { path: 'taken.yaml', kind: 'not-delivered-by-us' },
  ]);
  expect(found.heldValues).toEqual([
    { path: 'tag.yaml', marker: '{"$imagepolicy": "shop:ui:tag"}', line: 2, repository: '7', generator: '0' },
  ]);
  expect(remote.git('for-each-ref')).toBe(before);
});

it('of held values alone is no drift', async () => {
  await remote.deliver(delivered);
  remote.commit({ 'tag.yaml': marked('7') });
  expect(await compare(delivered)).toMatchObject({
    outcome: 'unchanged',
    files: [],
    heldValues: [{ path: 'tag.yaml' }],
  });
});

it('of an empty repository is everything', async () => {
  expect((await compare({ 'a.yaml': 'a: 1\n' })).files).toEqual([
    { path: 'a.yaml', kind: 'generator-ahead' },
  ]);
});

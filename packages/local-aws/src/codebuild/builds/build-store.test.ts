import { expect, test } from 'vitest';
import { stateDirectory } from '../../state/state-directory.ts';
import { TARGET } from '../../testing/git-client.ts';
import { makeFolder } from '../../testing/scratch.ts';
import { BuildStore } from './build-store.ts';

test('numbers go on after builds that were made elsewhere, and never go back', async () => {
  const store = new BuildStore(stateDirectory(await makeFolder()), TARGET);
  expect(await store.takeNumber('app')).toBe(1);
  expect(await store.takeNumber('app', 41)).toBe(42);
  expect(await store.takeNumber('app', 7)).toBe(43);
  expect(await store.takeNumber('app')).toBe(44);
});

import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { kustomizeDependencies } from './dependencies.ts';
import { kustomizeRoots, rootsTouchedBy } from './kustomize-roots.ts';
import { treeOf } from './shop.test.data.ts';

/** Numbers below 1 that are the same in every run. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield state / 2_147_483_648;
  }
}

const folders = ['a', 'a/b', 'a/b/c', 'd', 'd/a', 'e'];
const names = ['x.yaml', 'y.yaml', 'kustomization.yaml'];

/** The same path, written in one of the ways that kustomize takes. */
function spelled(path: string, random: () => number): string {
  const ways = [
    path,
    `./${path}`,
    `"${path}"`,
    `${path.replaceAll('/', '//')}`,
    `q/../${path}`,
    `"${path.replace('a', '\\u0061')}"`,
  ];
  return ways[Math.floor(random() * ways.length)] ?? path;
}

test('finds the same roots as going through everything that each root reads', () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const source = numbers(seed);
    const random = (): number => source.next().value;
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
    const files: Record<string, string> = {};
    for (const folder of folders) {
      if (random() < 0.2) continue;
      const entries = Array.from({ length: 1 + Math.floor(random() * 3) }, () => {
        const target = random() < 0.5 ? pick(folders) : `${pick(folders)}/${pick(names)}`;
        const relative = posix.relative(folder, target);
        return `  - ${spelled(relative === '' ? '.' : relative, random)}\n`;
      });
      const kind = random() < 0.2 ? 'Component' : 'Kustomization';
      files[`${folder}/kustomization.yaml`] = `kind: ${kind}\nresources:\n${entries.join('')}`;
      for (const name of names.slice(0, 2)) if (random() < 0.7) files[`${folder}/${name}`] = 'a: b\n';
    }
    const tree = treeOf(files);
    const changed = [`${pick(folders)}/${pick(names)}`, `${pick(folders)}/${pick(names)}`];
    const expected = kustomizeRoots(tree).filter((root) => {
      const read = kustomizeDependencies(tree, root).files;
      return changed.some((path) => read.has(path));
    });
    expect(rootsTouchedBy(tree, changed), `seed ${seed}, changed ${changed.join(', ')}`).toEqual(expected);
  }
});

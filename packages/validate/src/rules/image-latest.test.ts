import { expect, test } from 'vitest';
import { findingsOf } from '../validate-files.test.data.ts';

function pod(image: string, list = 'containers'): Record<string, string> {
  return {
    'microservices-repo/pod.yaml': `apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  ${list}:\n    - name: a\n      image: ${image}\n`,
  };
}

test.each(['mongo', 'mongo:latest', 'registry.example:5000/mongo', 'a/b/c:latest'])(
  '%s is not pinned',
  async (image) => {
    expect(await findingsOf('image-latest', pod(image))).toMatchObject([
      { path: 'pod.yaml', line: 8, object: 'v1 Pod a', field: 'spec.containers[0].image' },
    ]);
  },
);

test.each([
  'mongo:5.0.31',
  'registry.example:5000/mongo:5',
  `redis@sha256:${'0'.repeat(64)}`,
  `redis:latest@sha256:${'0'.repeat(64)}`,
  '${registry}/mongo:${tag}',
])('%s is pinned, or not known yet', async (image) => {
  expect(await findingsOf('image-latest', pod(image))).toEqual([]);
});

test('init containers count as well', async () => {
  expect(await findingsOf('image-latest', pod('mongo', 'initContainers'))).toHaveLength(1);
});

test('a base without a tag is fine where the overlay gives it one', async () => {
  const base = {
    'microservices-repo/base/kustomization.yaml': 'resources: [pod.yaml]\n',
    'microservices-repo/base/pod.yaml': pod('front-end')['microservices-repo/pod.yaml'] ?? '',
  };
  const overlay = (images: string): Record<string, string> => ({
    ...base,
    'microservices-repo/overlay/kustomization.yaml': `resources: [../base]\n${images}`,
  });
  expect(await findingsOf('image-latest', overlay('images: [{name: front-end, newTag: main-1}]\n'))).toEqual(
    [],
  );
  expect(await findingsOf('image-latest', overlay(''))).toHaveLength(1);
});

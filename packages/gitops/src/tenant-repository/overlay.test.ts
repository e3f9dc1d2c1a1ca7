import { definePlatform } from '@tideway/model';
import { expect, test } from 'vitest';
import { readHeldFields } from '../held-fields/held-fields.ts';
import { kustomizationIn, objectIn, objectsIn, repository, shopInput, textOf } from '../shop.test.data.ts';

const repo = repository('shop-repo');
const dev = 'deploy/kubernetes/overlays/dev';
const prod = 'deploy/kubernetes/overlays/prod';

test('an overlay without differences is the base with its images', () => {
  expect([...repo.files.keys()].filter((path) => path.startsWith(dev))).toEqual([
    `${dev}/kustomization.yaml`,
  ]);
  expect(kustomizationIn(repo, dev)).toEqual({
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: ['../../base'],
    images: ['web', 'api'].map((name) => ({
      name: `shop/${name}`,
      newName: `111122223333.dkr.ecr.eu-central-1.amazonaws.com/shop/${name}`,
      newTag: 'main-0000000-0',
    })),
  });
});

test("in an automated environment Flux's robot owns the tags", () => {
  expect(
    readHeldFields(textOf(repo, `${dev}/kustomization.yaml`)).map(({ key, value }) => [key, value]),
  ).toEqual([
    ['{"$imagepolicy": "shop:shop-web:tag"}', 'main-0000000-0'],
    ['{"$imagepolicy": "shop:shop-api:tag"}', 'main-0000000-0'],
  ]);
});

test('in any other environment promotions own the tags', () => {
  expect(readHeldFields(textOf(repo, `${prod}/kustomization.yaml`)).map(({ key }) => key)).toEqual([
    '{"$tideway": "promoted:shop:web:tag"}',
    '{"$tideway": "promoted:shop:api:tag"}',
  ]);
});

test('the registry stays with the model, so that a change of region reaches the repository', () => {
  const moved = definePlatform({ ...shopInput, aws: { account: '444455556666', region: 'us-east-1' } });
  const text = textOf(repository('shop-repo', moved), `${dev}/kustomization.yaml`);
  const names = text.split('\n').filter((line) => line.includes('newName'));
  expect(names).toEqual([
    '  newName: 444455556666.dkr.ecr.us-east-1.amazonaws.com/shop/web',
    '  newName: 444455556666.dkr.ecr.us-east-1.amazonaws.com/shop/api',
  ]);
});

test('only tags are held, and only in overlays', () => {
  for (const path of repo.files.keys()) {
    const held = readHeldFields(textOf(repo, path));
    expect(held.length).toBe(/overlays\/\w+\/kustomization\.yaml$/.test(path) ? 2 : 0);
    expect(held.every(({ value }) => value === 'main-0000000-0')).toBe(true);
  }
});

test('another number of pods stands in the overlay itself, with what several pods need', () => {
  const { replicas, resources, patches } = kustomizationIn(repo, prod);
  expect(replicas).toEqual([{ name: 'web', count: 3 }]);
  expect(resources).toEqual(['../../base', 'web.yaml', 'db.yaml']);
  expect(patches).toEqual([
    { path: 'web.patch.yaml' },
    { path: 'api.patch.yaml' },
    { path: 'db.patch.yaml' },
  ]);
  expect(objectsIn(repo, `${prod}/web.yaml`).map(({ kind }) => kind)).toEqual(['PodDisruptionBudget']);
});

test('a patch holds nothing but what differs', () => {
  expect(objectsIn(repo, `${prod}/api.patch.yaml`)).toEqual([
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'api' },
      spec: {
        template: {
          spec: {
            containers: [
              {
                name: 'api',
                resources: {
                  requests: { cpu: '50m', memory: '64Mi' },
                  limits: { cpu: '500m', memory: '256Mi' },
                },
              },
            ],
          },
        },
      },
    },
  ]);
});

test('a further key of a secret is fetched where it is used only', () => {
  const keys = (path: string): readonly string[] =>
    objectIn(repo, path, 'ExternalSecret').spec.data.map(({ secretKey }) => secretKey);
  expect(keys('deploy/kubernetes/base/web.yaml')).toEqual(['token']);
  expect(keys(`${prod}/web.patch.yaml`)).toEqual(['token', 'level']);
});

test('a claim outlives the service that it was made for', () => {
  const claim = objectIn(repo, `${prod}/db.yaml`, 'PersistentVolumeClaim');
  expect(claim.metadata).toMatchObject({
    name: 'db-data',
    annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' },
  });
  expect(claim.spec).toEqual({
    accessModes: ['ReadWriteOnce'],
    storageClassName: 'gp3',
    resources: { requests: { storage: '20Gi' } },
  });
});

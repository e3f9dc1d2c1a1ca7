import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findKustomize, type Kustomize } from '@tideway/kustomize';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { Playground } from './playground.test.fixture.ts';
import { generateShop, smallShop } from './shop.test.fixture.ts';

let cache: string;
let kustomize: Kustomize;
beforeAll(async () => {
  cache = mkdtempSync(join(tmpdir(), 'tideway-kustomize-'));
  kustomize = await findKustomize({ cacheDirectory: cache });
});
afterAll(() => {
  rmSync(cache, { recursive: true, force: true });
});

let remote: Playground;
beforeEach(() => {
  remote = new Playground();
});
afterEach(() => {
  remote.close();
});

const shop = generateShop(smallShop);
const others = smallShop.services.filter(({ name }) => name !== 'carts');
const withoutCarts = generateShop({ ...smallShop, services: others });
const development = 'deploy/overlays/development/kustomization.yaml';

/** Five carts, as people patch them: kustomize refuses a patch of something that is not there. */
const fiveCarts = `patches:
  - patch: |-
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: carts
      spec:
        replicas: 5
`;

it('a delivery whose roots all render is pushed', async () => {
  expect(await remote.deliver(shop, { kustomize })).toMatchObject({ outcome: 'created' });
  const next = generateShop({ ...smallShop, registry: 'registry.example.com/b' });
  expect(await remote.deliver(next, { kustomize })).toMatchObject({ outcome: 'updated', held: [] });
  expect(readdirSync(join(remote.state, 'tmp'))).toEqual([]);
});

it('kustomize is not even looked for when nothing changes', async () => {
  await remote.deliver(shop);
  const search = (): Promise<Kustomize> => Promise.reject(new Error('looked for'));
  expect(await remote.deliver(shop, { kustomize: search })).toMatchObject({ outcome: 'unchanged' });
  await expect(remote.deliver(withoutCarts, { kustomize: search })).rejects.toThrow('looked for');
});

it('a root that would no longer render with a part of the changes is held as a whole', async () => {
  await remote.deliver(shop, { kustomize });
  remote.commit({ [development]: `${shop[development] ?? ''}${fiveCarts}` });
  const before = remote.files();
  const delivery = await remote.deliver(withoutCarts, { kustomize });
  expect(delivery.held.map(({ path, reason }) => `${path}: ${reason}`)).toEqual([
    'deploy/base/carts.yaml: root-does-not-render',
    'deploy/base/kustomization.yaml: root-does-not-render',
    `${development}: root-does-not-render`,
  ]);
  expect(delivery.held[0]?.detail).toMatch(/^deploy\/overlays\/development would not render .*carts/s);
  // Production does without carts already: its own overlay renders with and without them.
  expect(delivery.changes).toEqual([
    { path: 'deploy/overlays/production/kustomization.yaml', kind: 'updated' },
  ]);
  expect(remote.files()).toEqual({
    ...before,
    'deploy/overlays/production/kustomization.yaml':
      withoutCarts['deploy/overlays/production/kustomization.yaml'],
  });
  remote.commit({ [development]: shop[development] ?? '' });
  expect(await remote.deliver(withoutCarts, { kustomize })).toMatchObject({ outcome: 'updated', held: [] });
  expect(remote.files()).toEqual(withoutCarts);
});

it('a root that does not render even as the generator has it is refused, and nothing is pushed', async () => {
  await remote.deliver(shop, { kustomize });
  const head = remote.head();
  const broken = {
    ...shop,
    'deploy/base/kustomization.yaml': 'resources:\n  - missing.yaml\n',
    'new.yaml': 'a: 1\n',
  };
  await expect(remote.deliver(broken, { kustomize })).rejects.toMatchObject({
    code: 'root-does-not-render',
    problems: expect.arrayContaining([expect.stringContaining('missing.yaml')]) as string[],
  });
  expect(remote.head()).toBe(head);
});

it('a root of people that never rendered holds nothing up', async () => {
  await remote.deliver(shop, { kustomize });
  remote.commit({ 'mine/kustomization.yaml': 'resources:\n  - ../deploy/base\n  - missing.yaml\n' });
  const next = generateShop({
    ...smallShop,
    services: [{ name: 'carts', replicas: 4, memory: 300 }, ...others],
  });
  expect(await remote.deliver(next, { kustomize })).toMatchObject({ outcome: 'updated', held: [] });
});

it('a root of people that renders keeps rendering', async () => {
  await remote.deliver(shop, { kustomize });
  remote.commit({ 'mine/kustomization.yaml': `resources:\n  - ../deploy/base\n${fiveCarts}` });
  const delivery = await remote.deliver(withoutCarts, { kustomize });
  expect(delivery.held).toMatchObject([
    { path: 'deploy/base/carts.yaml', reason: 'root-does-not-render' },
    { path: 'deploy/base/kustomization.yaml', reason: 'root-does-not-render' },
  ]);
});

it('an attempt after somebody was faster renders only what they touched', async () => {
  await remote.deliver(shop, { kustomize });
  const built: string[] = [];
  const counting: Kustomize = {
    ...kustomize,
    build: (folder) => {
      built.push(folder.replace(/^.*\/deploy\//, 'deploy/'));
      return kustomize.build(folder);
    },
  };
  const note = `${shop[development] ?? ''}# pinned\n`;
  const next = generateShop({
    ...smallShop,
    services: [{ ...smallShop.services[0]!, replicas: 7 }, ...smallShop.services.slice(1)],
  });
  const delivery = await remote.deliver(next, {
    kustomize: counting,
    onProgress: ({ kind, attempt }) => {
      if (kind === 'pushing' && attempt === 1) remote.commit({ [development]: note });
    },
  });
  expect(delivery).toMatchObject({ outcome: 'updated', held: [], attempts: 2 });
  const once = built.slice(0, -1);
  expect(new Set(once).size).toBe(once.length);
  expect(once.length).toBeGreaterThan(1);
  expect(built.at(-1)).toBe('deploy/overlays/development');
});

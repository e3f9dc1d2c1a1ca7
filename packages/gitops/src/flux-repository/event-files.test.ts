import { definePlatform } from '@tideway/model';
import { expect, test } from 'vitest';
import { kustomizationIn, objectIn, repository, shopInput } from '../shop.test.data.ts';

const flux = repository('flux-repo');

test('a push to CodeCommit is heard of by the source that follows it, in its own namespace', () => {
  expect(objectIn(flux, 'events/base/flux-system.yaml', 'Receiver')).toMatchObject({
    metadata: { name: 'flux-system', namespace: 'flux-system' },
    spec: {
      type: 'generic-hmac',
      secretRef: { name: 'flux-receiver' },
      resources: [{ kind: 'GitRepository', name: 'flux-system' }],
    },
  });
  expect(objectIn(flux, 'events/base/shop.yaml', 'Receiver')).toMatchObject({
    metadata: { name: 'shop-tenant', namespace: 'shop' },
    spec: { resources: [{ kind: 'GitRepository', name: 'shop-tenant' }] },
  });
});

test('an image push is heard of only where the robot writes tags', () => {
  expect(objectIn(flux, 'events/overlays/dev/shop-images.yaml', 'Receiver').spec.resources).toEqual([
    { apiVersion: 'image.toolkit.fluxcd.io/v1', kind: 'ImageRepository', name: 'shop-web' },
    { apiVersion: 'image.toolkit.fluxcd.io/v1', kind: 'ImageRepository', name: 'shop-api' },
  ]);
  expect(kustomizationIn(flux, 'events/overlays/prod').resources).toEqual(['../../base']);
});

test('the tokens are fetched, never written: each namespace has its own folder in Secrets Manager', () => {
  expect(objectIn(flux, 'events/base/flux-system.yaml', 'SecretStore').spec.provider.aws.prefix).toBe(
    'acme/flux-system/',
  );
  expect(objectIn(flux, 'events/base/shop.yaml', 'ExternalSecret')).toMatchObject({
    metadata: { name: 'flux-receiver', namespace: 'shop' },
    spec: { data: [{ secretKey: 'token', remoteRef: { key: 'flux-receiver', property: 'token' } }] },
  });
});

test('events are no condition for anything: their Kustomization comes last and nothing waits for it', () => {
  const sync = objectIn(flux, 'clusters/dev-1/events.yaml', 'Kustomization');
  expect(sync.spec).toMatchObject({
    path: './events/overlays/dev',
    dependsOn: [{ name: 'apps' }],
    wait: false,
  });
  const all = ['infrastructure', 'apps'].map((name) => flux.files.get(`clusters/dev-1/${name}.yaml`)?.bytes);
  expect(Buffer.concat(all.map((bytes) => bytes ?? new Uint8Array())).toString()).not.toContain(
    'name: events',
  );
});

test('a tenant whose services name no secret is heard of too', () => {
  expect(objectIn(flux, 'events/base/blog.yaml', 'Receiver').metadata).toEqual({
    name: 'blog-tenant',
    namespace: 'blog-apps',
  });
});

test('a platform without External Secrets polls', () => {
  const plain = definePlatform({ ...shopInput, controllers: {}, tenants: { blog: shopInput.tenants.blog } });
  const paths = [...repository('flux-repo', plain).files.keys()];
  expect(paths.filter((path) => path.includes('events'))).toEqual([]);
});

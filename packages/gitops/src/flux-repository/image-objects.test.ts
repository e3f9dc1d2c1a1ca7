import { expect, test } from 'vitest';
import { objectIn, objectsIn, ofKind, repository } from '../shop.test.data.ts';

const flux = repository('flux-repo');
const folder = 'apps/overlays/dev/shop';

test('only automated environments have image objects, and only for images that are built', () => {
  const files = [...flux.files.keys()].filter((path) => path.includes('/image-'));
  expect(files).toEqual([
    `${folder}/image-repositories.yaml`,
    `${folder}/image-policies.yaml`,
    `${folder}/image-automation.yaml`,
  ]);
  expect(objectsIn(flux, `${folder}/image-policies.yaml`).map(({ metadata }) => metadata.name)).toEqual([
    'shop-web',
    'shop-api',
  ]);
});

test('an image is read from ECR by identity, without a secret', () => {
  const [web] = ofKind(objectsIn(flux, `${folder}/image-repositories.yaml`), 'ImageRepository');
  expect(web?.metadata).toEqual({ name: 'shop-web', namespace: 'shop' });
  expect(web?.spec).toEqual({
    image: '111122223333.dkr.ecr.eu-central-1.amazonaws.com/shop/web',
    interval: '1m',
    timeout: '60s',
    provider: 'aws',
  });
});

const [policy] = ofKind(objectsIn(flux, `${folder}/image-policies.yaml`), 'ImagePolicy');
// The pattern is RE2's, which writes a named group with a P.
const pattern = new RegExp(policy?.spec.filterTags.pattern.replace('(?P<', '(?<') ?? 'no policy');

test.each(['main-1f49071-24', 'main-0000000-0', 'main-abcdef0-123456'])(
  'the tag %s is a build of main',
  (tag) => {
    expect(pattern.exec(tag)?.groups?.['build']).toBe(tag.split('-')[2]);
  },
);

test.each([
  'main-abc-foo',
  'main-1f49071-9x',
  'dev-1f49071-24',
  'main-1f490711-2',
  'main-1F49071-2',
  'latest',
  'xmain-1f49071-2',
])('the tag %s is never looked at', (tag) => {
  expect(pattern.test(tag)).toBe(false);
});

test('builds are compared as numbers', () => {
  expect(policy?.spec.filterTags.extract).toBe('$build');
  expect(policy?.spec.policy).toEqual({ numerical: { order: 'asc' } });
  expect(policy?.spec.imageRepositoryRef).toEqual({ name: policy?.metadata.name });
});

test('one robot per tenant writes to the overlay of its environment, and to nothing else', () => {
  const { metadata, spec } = objectIn(flux, `${folder}/image-automation.yaml`, 'ImageUpdateAutomation');
  expect(metadata).toEqual({ name: 'shop', namespace: 'shop' });
  expect(spec).toEqual({
    interval: '5m',
    sourceRef: { kind: 'GitRepository', name: 'shop-tenant' },
    git: {
      checkout: { ref: { branch: 'main' } },
      commit: {
        author: { name: 'fluxcdbot', email: 'fluxcdbot@users.noreply.github.com' },
        messageTemplate: '{{range .Changed.Changes}}{{print .OldValue}} -> {{println .NewValue}}{{end}}',
      },
      push: { branch: 'main' },
    },
    update: { path: './deploy/kubernetes/overlays/dev', strategy: 'Setters' },
  });
});

import { expect, test } from 'vitest';
import { render, renderOne } from './kustomize.test.data.ts';
import { kustomizationIn, objectIn, objectsIn, ofKind, textOf } from './shop.test.data.ts';
import { fluxRepo, microservicesRepo } from './sock-shop.test.data.ts';

// AWS's tutorial "Using Flux to Implement GitOps on AWS" does not work as it is printed. One test per defect that
// has to do with what is in the repositories, by the defect.

const overlay = 'deploy/kubernetes/overlays/development';
const images = 'apps/overlays/development/sock-shop';
const allTexts = [fluxRepo, microservicesRepo].flatMap((from) =>
  [...from.files.keys()].map((path) => textOf(from, path)),
);

test('no clusters/<cluster>/apps.yaml: nothing under apps/ was ever reconciled', () => {
  const { spec } = objectIn(fluxRepo, 'clusters/dev-cluster/apps.yaml', 'Kustomization');
  expect(spec.path).toBe('./apps/overlays/development');
  expect(kustomizationIn(fluxRepo, 'apps/overlays/development').resources).toEqual(['sock-shop']);
});

test('master- here, main- there: the tags of the pipeline are not those of the policy', () => {
  const [policy] = ofKind(objectsIn(fluxRepo, `${images}/image-policies.yaml`), 'ImagePolicy');
  expect(policy?.spec.filterTags.pattern).toMatch(/^\^main-/);
  expect(textOf(microservicesRepo, `${overlay}/kustomization.yaml`)).toContain('newTag: main-');
  expect(allTexts.filter((text) => /newTag: (?!main-)|branch: (?!main)/.test(text))).toEqual([]);
});

test('too loose a tag pattern: one tag without a number stopped all updates', () => {
  const [policy] = ofKind(objectsIn(fluxRepo, `${images}/image-policies.yaml`), 'ImagePolicy');
  expect(policy?.spec.filterTags).toEqual({
    pattern: '^main-[a-f0-9]{7}-(?P<build>[0-9]+)$',
    extract: '$build',
  });
});

test('the overlay did not list the image objects: they were in Git and nowhere else', async () => {
  const kinds = (await renderOne(fluxRepo.files, images)).map(({ kind }) => kind);
  expect(kinds).toEqual(expect.arrayContaining(['ImageRepository', 'ImagePolicy', 'ImageUpdateAutomation']));
});

test('the image objects had no namespace of their own', () => {
  const objects = ['image-repositories', 'image-policies', 'image-automation'].flatMap((file) =>
    objectsIn(fluxRepo, `${images}/${file}.yaml`),
  );
  expect(objects.map(({ metadata }) => metadata.namespace)).toEqual(objects.map(() => 'sock-shop'));
});

test('a Namespace in the base: the tenant may not apply it', async () => {
  for (const objects of (await render(microservicesRepo.files)).values())
    expect(ofKind(objects, 'Namespace')).toEqual([]);
});

test('the load balancer of the output was in no file', async () => {
  const front = ofKind(await renderOne(microservicesRepo.files, overlay), 'Service').find(
    ({ metadata }) => metadata.name === 'front-end',
  );
  expect(front?.spec.type).toBe('LoadBalancer');
  expect(front?.metadata.annotations).toMatchObject({
    'service.beta.kubernetes.io/aws-load-balancer-type': 'external',
    'service.beta.kubernetes.io/aws-load-balancer-nlb-target-type': 'ip',
    'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internet-facing',
  });
});

test('API versions that Flux has removed', () => {
  const versions = new Set(allTexts.flatMap((text) => text.match(/\S+\.fluxcd\.io\/v\w+/g) ?? []));
  expect([...versions].sort()).toEqual([
    'helm.toolkit.fluxcd.io/v2',
    'image.toolkit.fluxcd.io/v1',
    'kustomize.toolkit.fluxcd.io/v1',
    'notification.toolkit.fluxcd.io/v1',
    'source.toolkit.fluxcd.io/v1',
  ]);
});

test('a patch for v1beta2 of what is v1: it applied to nothing, and Flux would have taken the whole repository', async () => {
  for (const environment of ['development', 'testing', 'production']) {
    const syncs = ofKind(await renderOne(fluxRepo.files, `apps/overlays/${environment}`), 'Kustomization');
    expect(syncs.map(({ spec }) => spec.path)).toEqual([`./deploy/kubernetes/overlays/${environment}`]);
  }
});

test('--aws-autologin-for-ecr is gone, and image-reflector-controller does not start with it', () => {
  expect(allTexts.filter((text) => text.includes('autologin'))).toEqual([]);
  const [repository] = ofKind(objectsIn(fluxRepo, `${images}/image-repositories.yaml`), 'ImageRepository');
  expect(repository?.spec.provider).toBe('aws');
});

test('.Updated in the commit message is gone, and stalls the automation', () => {
  const { spec } = objectIn(fluxRepo, `${images}/image-automation.yaml`, 'ImageUpdateAutomation');
  expect(spec.git.commit.messageTemplate).toBe(
    '{{range .Changed.Changes}}{{print .OldValue}} -> {{println .NewValue}}{{end}}',
  );
});

test("a patch that set a namespace to a ServiceAccount's name, and reached nothing", () => {
  const { spec } = objectIn(fluxRepo, 'apps/base/sock-shop/sync.yaml', 'Kustomization');
  expect(spec).not.toHaveProperty('patches');
  expect(spec).toMatchObject({ targetNamespace: 'sock-shop', serviceAccountName: 'sock-shop-reconciler' });
});

test("cluster-admin for accounts in kube-system that nobody has; Flux's own live in flux-system", () => {
  expect(allTexts.filter((text) => /kind: ClusterRole(?:Binding)?$/m.test(text))).toEqual([]);
  const release = objectIn(fluxRepo, 'infrastructure/controllers/base/external-secrets.yaml', 'HelmRelease');
  expect([release.metadata.namespace, release.spec.serviceAccountName]).toEqual([
    'flux-system',
    'helm-controller',
  ]);
});

test('the password of CodeCommit was in Git', () => {
  const { spec } = objectIn(fluxRepo, 'apps/base/sock-shop/source.yaml', 'GitRepository');
  expect(spec).toMatchObject({ provider: 'aws' });
  expect(spec).not.toHaveProperty('secretRef');
  expect([...fluxRepo.files.keys()].filter((path) => path.includes('auth'))).toEqual([]);
});

test('mongo without a version: 6 no longer speaks the protocol of carts', async () => {
  const objects = await renderOne(microservicesRepo.files, overlay);
  const all = ofKind(objects, 'Deployment').flatMap(({ spec }) =>
    spec.template.spec.containers.map(({ image }) => image),
  );
  expect(
    all.filter((image) => image.startsWith('mongo:')).every((image) => image.startsWith('mongo:5.')),
  ).toBe(true);
  expect(all.filter((image) => !/:[^/]*\d/.test(image) || image.endsWith(':latest'))).toEqual([]);
});

test('two regions and two names of one repository', () => {
  const regions = new Set(allTexts.flatMap((text) => text.match(/\b[a-z]{2}-[a-z]+-\d\b/g) ?? []));
  const repositories = new Set(allTexts.flatMap((text) => text.match(/(?<=\/v1\/repos\/)[\w.-]+/g) ?? []));
  expect([...regions]).toEqual(['us-west-2']);
  expect([...repositories].sort()).toEqual(['flux-repo', 'microservices-repo']);
});

test('replace on a path that is not there: only kustomize lets it pass', () => {
  const patches = allTexts.flatMap((text) => text.match(/- op: \w+/g) ?? []);
  expect(new Set(patches)).toEqual(new Set(['- op: add']));
});

test('a label for nodes that Kubernetes has removed', async () => {
  const objects = await renderOne(microservicesRepo.files, overlay);
  for (const { spec } of ofKind(objects, 'Deployment')) {
    expect(spec.template.spec.nodeSelector).toEqual({ 'kubernetes.io/os': 'linux' });
  }
});

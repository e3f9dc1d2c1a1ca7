import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findKustomize } from '@tideway/kustomize';
import { expect, test } from 'vitest';
import { validateRepositories } from './validate-repositories.ts';
import { validateFiles } from './validate-files.test.data.ts';

const service = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: carts\nspec:\n  ports:\n    - port: 80\n';

test('a sound repository has no findings, and the report says how much was looked at', async () => {
  const report = await validateFiles({
    'microservices-repo/base/kustomization.yaml': 'resources: [service.yaml]\n',
    'microservices-repo/base/service.yaml': service,
    'microservices-repo/overlays/a/kustomization.yaml': 'resources: [../../base]\n',
    'microservices-repo/overlays/b/kustomization.yaml': 'resources: [../../base]\n',
  });
  expect(report).toMatchObject({
    findings: [],
    counts: { error: 0, warning: 0, info: 0 },
    roots: 2,
    objects: 2,
  });
});

test('no repository, and one without YAML, are sound', async () => {
  expect((await validateFiles({})).findings).toEqual([]);
  expect((await validateFiles({ 'flux-repo/README.md': '# Hello\n' })).findings).toEqual([]);
});

test('one mistake in a base is told once, at its line, however many overlays have it', async () => {
  const { findings } = await validateFiles({
    'microservices-repo/base/kustomization.yaml': 'resources: [service.yaml]\n',
    'microservices-repo/base/service.yaml': service.replace('- port: 80', '- prt: 80'),
    'microservices-repo/overlays/a/kustomization.yaml': 'resources: [../../base]\n',
    'microservices-repo/overlays/b/kustomization.yaml': 'resources: [../../base]\n',
  });
  expect(findings.filter(({ field }) => field === 'spec.ports[0].prt')).toEqual([
    {
      rule: 'schema',
      severity: 'error',
      repository: 'microservices-repo',
      path: 'base/service.yaml',
      line: 7,
      object: 'v1 Service carts',
      field: 'spec.ports[0].prt',
      message: 'is no field of this kind',
      fix: expect.any(String) as string,
    },
  ]);
});

test('a mistake in a patch is told at the patch', async () => {
  const { findings } = await validateFiles({
    'microservices-repo/base/kustomization.yaml': 'resources: [service.yaml]\n',
    'microservices-repo/base/service.yaml': service,
    'microservices-repo/overlay/kustomization.yaml': 'resources: [../base]\npatches: [{path: patch.yaml}]\n',
    'microservices-repo/overlay/patch.yaml':
      'apiVersion: v1\nkind: Service\nmetadata:\n  name: carts\nspec:\n  typ: NodePort\n',
  });
  expect(findings).toMatchObject([{ path: 'overlay/patch.yaml', line: 6, field: 'spec.typ' }]);
});

test('all problems at once, sorted, and a broken file keeps nothing else from being checked', async () => {
  const { findings, counts } = await validateFiles({
    'microservices-repo/a/kustomization.yaml': 'resources: [broken.yaml, gone.yaml]\n',
    'microservices-repo/a/broken.yaml': 'a: [\n',
    'microservices-repo/b/service.yaml': service.replace('port: 80', 'port: eighty'),
    'microservices-repo/b/other.yaml': service.replace('v1', 'v1beta1').replace('Service', 'Nothing'),
    'flux-repo/clusters/dev/secret.yaml':
      'apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\ndata:\n  b: Yg==\n',
  });
  const told = findings.map(
    ({ repository, path, line, rule }) => `${repository}/${path}:${line ?? ''} ${rule}`,
  );
  expect(told).toEqual([
    'flux-repo/clusters/dev/secret.yaml:5 plain-secret',
    'microservices-repo/a/broken.yaml:2 yaml',
    'microservices-repo/a/kustomization.yaml:1 render',
    'microservices-repo/b/other.yaml: unapplied-file',
    'microservices-repo/b/other.yaml:1 schema-unknown',
    'microservices-repo/b/service.yaml: unapplied-file',
    'microservices-repo/b/service.yaml:7 schema',
  ]);
  expect(counts).toEqual({ error: 4, warning: 2, info: 1 });
});

test('leaves its temporary folder empty', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tideway validate '));
  try {
    const temporaryDirectory = join(folder, 'temporary');
    await validateRepositories({
      repositories: [
        {
          name: 'a',
          role: 'tenant',
          branch: 'main',
          files: new Map([['kustomization.yaml', { bytes: new TextEncoder().encode('namePrefix: a-\n') }]]),
        },
      ],
      kustomize: await findKustomize({ cacheDirectory: join(folder, 'cache') }),
      temporaryDirectory,
    });
    expect(await readdir(temporaryDirectory)).toEqual([]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

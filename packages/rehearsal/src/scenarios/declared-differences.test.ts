import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { declaredDifferences } from './declared-differences.ts';

const files = {
  'base/kustomization.yaml': 'resources:\n- carts.yaml\n',
  'base/carts.yaml': `kind: Deployment
metadata: {name: carts}
spec: {template: {spec: {containers: [{name: carts, image: 'shop/carts:1'}, {name: proxy, image: 'shop/proxy'}]}}}
`,
  'overlay/kustomization.yaml': `resources:
- ../base
- budget.yaml
images:
- {name: shop/carts, newTag: '2'}
replicas:
- {name: carts, count: 3}
patches:
- path: carts.patch.yaml
`,
  'overlay/budget.yaml': 'kind: PodDisruptionBudget\nmetadata: {name: carts}\n',
  'overlay/carts.patch.yaml': `kind: Deployment
metadata: {name: carts, labels: {tier: gold}}
spec: {template: {spec: {containers: [{name: carts, args: [-v]}]}}}
`,
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tideway-overlay-'));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
});
afterEach(() => rmSync(folder, { recursive: true }));

test('an overlay declares what it adds, patches, counts and tags, and nothing else', async () => {
  const { fields, added, changes } = await declaredDifferences(join(folder, 'overlay'));
  expect(fields).toEqual(['resources', 'images', 'replicas', 'patches']);
  expect([...added]).toEqual(['PodDisruptionBudget/carts']);
  expect([...changes.keys()]).toEqual(['Deployment/carts']);
  expect(changes.get('Deployment/carts')?.map((path) => path.join('.'))).toEqual([
    'metadata.labels.tier',
    'spec.template.spec.containers.carts.args',
    'spec.replicas',
    'spec.template.spec.containers.carts.image',
  ]);
});

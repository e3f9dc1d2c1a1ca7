import { Template } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { synthesized } from '../testing/synthesized.test.fixture.ts';
import { threeAccounts } from '../testing/three-accounts.ts';

test.each([
  ['dev-1', '1.36', '1.36'],
  ['test-1', '1.35', '1.36'],
  ['prod-1', '1.34', '1.34'],
])('%s runs Kubernetes %s, and is set up with kubectl %s, which may talk to it', (name, version, kubectl) => {
  expect(threeAccounts.clusters[name]?.kubernetes).toBe(version);
  const stack = synthesized(threeAccounts).app.clusters.get(name)?.cluster;
  if (stack === undefined) throw new Error(`no stack for ${name}`);
  const layers = Object.values(Template.fromStack(stack).findResources('AWS::Lambda::LayerVersion'));
  const said = layers.map(({ Properties }) => (Properties as { readonly Description: string }).Description);
  expect(said.filter((text) => text.includes('kubectl'))).toEqual([
    expect.stringMatching(`kubectl ${kubectl.replace('.', '\\.')}\\.\\d+`),
  ]);
});

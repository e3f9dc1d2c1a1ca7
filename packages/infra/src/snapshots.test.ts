import { Template } from 'aws-cdk-lib/assertions';
import type { Stack } from 'aws-cdk-lib/core';
import { expect, test } from 'vitest';
import { outline } from './contract/outline.test.fixture.ts';
import { sockShop } from './sock-shop.test.data.ts';
import { synthesized } from './testing/synthesized.test.fixture.ts';
import { threeAccounts } from './testing/three-accounts.ts';

const { app: shop } = synthesized(sockShop);
const { app: spread } = synthesized(threeAccounts);
const development = shop.clusters.get('dev-cluster');
const elsewhere = spread.clusters.get('prod-1');

// One for each kind of stack, and what differs where a cluster is in another account.
const stacks: Readonly<Record<string, Stack | undefined>> = {
  repositories: shop.repositories,
  tokens: shop.tokens.get('111122223333'),
  build: shop.appPipelines.get('weaveworksdemos/front-end'),
  identity: development?.identity,
  cluster: development?.cluster,
  events: development?.events,
  pipeline: shop.pipeline,
  'elsewhere-access': elsewhere?.access,
  'elsewhere-identity': elsewhere?.identity,
  'elsewhere-events': elsewhere?.events,
};

test.each(Object.entries(stacks))('the stack %s is as it was reviewed', async (name, stack) => {
  if (stack === undefined) throw new Error(`no stack ${name}`);
  const text = outline(Template.fromStack(stack).toJSON());
  expect(text).not.toMatch(/[0-9a-f]{64}/);
  await expect(text).toMatchFileSnapshot(`__snapshots__/${name}.yaml`);
});

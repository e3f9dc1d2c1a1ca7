import { expect, test } from 'vitest';
import {
  claimName,
  codeCommitUrl,
  ecrImage,
  ecrRegistry,
  imagePolicyName,
  reconcilerName,
  roleName,
  secretPath,
} from './names.ts';
import type { Platform } from './platform.ts';
import { platformWith } from './small-shop.testing.ts';

const platform = platformWith({});

function first<Value>(record: Readonly<Record<string, Value>>): Value {
  const [value] = Object.values(record);
  if (value === undefined) throw new Error('the record is empty');
  return value;
}

const tenant = first(platform.tenants);
const cluster = first(platform.clusters);

test('addresses on AWS', () => {
  expect(codeCommitUrl(platform, 'flux-repo')).toBe(
    'https://git-codecommit.us-west-2.amazonaws.com/v1/repos/flux-repo',
  );
  expect(ecrRegistry(platform)).toBe('111122223333.dkr.ecr.us-west-2.amazonaws.com');
  const { image } = first(tenant.services).container;
  if (image.kind !== 'built') throw new Error('web is built');
  expect(ecrImage(platform, image)).toBe('111122223333.dkr.ecr.us-west-2.amazonaws.com/shop/web');
});

test('addresses in China have a suffix of their own', () => {
  const beijing: Platform = { ...platform, aws: { account: '111122223333', region: 'cn-north-1' } };
  expect(codeCommitUrl(beijing, 'a')).toBe('https://git-codecommit.cn-north-1.amazonaws.com.cn/v1/repos/a');
  expect(ecrRegistry(beijing)).toBe('111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn');
});

test('names that are put together', () => {
  expect(reconcilerName(tenant)).toBe('shop-reconciler');
  expect(imagePolicyName(tenant, 'web')).toBe('shop-web');
  expect(secretPath(platform, tenant, 'web')).toBe('shop/shop/web');
  expect(roleName(platform, cluster, 'source-controller')).toBe('shop-dev-1-source-controller');
  expect(claimName('db', 'data')).toBe('db-data');
});

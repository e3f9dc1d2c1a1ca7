import { expect, test } from 'vitest';
import { problemsWith } from '../small-shop.testing.ts';

const cidr = (value: string): readonly string[] => problemsWith({ 'clusters.dev-1.cidr': value });

test('a VPC is a /16 to a /28', () => {
  expect(cidr('10.8.0.0/15')).toEqual([
    'clusters.dev-1.cidr: expected /16 to /28 as a VPC can have, got 10.8.0.0/15',
  ]);
  expect(cidr('10.9.0.0/29')).toEqual([
    'clusters.dev-1.cidr: expected /16 to /28 as a VPC can have, got 10.9.0.0/29',
  ]);
  expect(cidr('10.9.0.0/28')).toEqual([]);
});

test('a network is written with its first address', () => {
  expect(cidr('10.9.3.0/16')).toEqual([
    "clusters.dev-1.cidr: expected the network's first address, 10.9.0.0/16, got 10.9.3.0/16",
  ]);
});

test.each(['10.2.0.0/16', '10.2.128.0/24'])('%s overlaps the network of another cluster', (network) => {
  expect(cidr(network)).toEqual([`clusters.prod-1.cidr: 10.2.0.0/16 overlaps ${network} of cluster dev-1`]);
});

test('networks side by side do not overlap', () => {
  expect(cidr('10.3.0.0/16')).toEqual([]);
});

test.each([
  [{ min: 3, max: 2 }, 'clusters.dev-1.nodes.min: expected at most max, 2, got 3'],
  [{ min: 2, desired: 1 }, 'clusters.dev-1.nodes.desired: expected at least min, 2, got 1'],
  [{ desired: 3 }, 'clusters.dev-1.nodes.desired: expected at most max, 2, got 3'],
])('nodes %j', (nodes, problem) => {
  expect(problemsWith({ 'clusters.dev-1.nodes': nodes })).toEqual([problem]);
});

test('as many nodes as wanted, from none', () => {
  expect(problemsWith({ 'clusters.dev-1.nodes': { min: 0, desired: 0, max: 1 } })).toEqual([]);
});

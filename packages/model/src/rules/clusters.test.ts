import { expect, test } from 'vitest';
import { platformWith, problemsWith } from '../small-shop.testing.ts';

const cidr = (value: string): readonly string[] => problemsWith({ 'clusters.dev-1.cidr': value });

test('a VPC is a /16 to a /24', () => {
  expect(cidr('10.8.0.0/15')).toEqual([
    'clusters.dev-1.cidr: expected /16 to /24, which a VPC can have and six subnets fit into, got 10.8.0.0/15',
  ]);
  expect(cidr('10.9.0.0/25')).toEqual([
    'clusters.dev-1.cidr: expected /16 to /24, which a VPC can have and six subnets fit into, got 10.9.0.0/25',
  ]);
  expect(cidr('10.9.0.0/24')).toEqual([]);
});

test.each([
  ['v1.36.1-eksbuild.1', []],
  ['v1.33.3-eksbuild.4', []],
  [
    'v1.32.6-eksbuild.12',
    ['clusters.dev-1.addons.kubeProxy: expected a version for 1.33 to 1.36, got v1.32.6-eksbuild.12'],
  ],
  [
    'v1.37.0-eksbuild.1',
    ['clusters.dev-1.addons.kubeProxy: expected a version for 1.33 to 1.36, got v1.37.0-eksbuild.1'],
  ],
])('kube-proxy %s on Kubernetes 1.36', (kubeProxy, problems) => {
  expect(problemsWith({ 'clusters.dev-1.addons.kubeProxy': kubeProxy })).toEqual(problems);
});

test.each([
  ['v1.58.0-eksbuild.1', []],
  ['v1.100.0-eksbuild.1', []],
  ['v2.0.0-eksbuild.1', []],
  [
    'v1.57.1-eksbuild.1',
    [
      "clusters.dev-1.addons.ebsCsi: expected v1.58.0 or newer, which tags volumes as the cluster's own, got v1.57.1-eksbuild.1",
    ],
  ],
])('EBS CSI driver %s', (ebsCsi, problems) => {
  expect(problemsWith({ 'clusters.dev-1.addons.ebsCsi': ebsCsi })).toEqual(problems);
});

test('add-ons that are not written go with the version of Kubernetes', () => {
  const { clusters } = platformWith({ 'clusters.prod-1.addons': { coreDns: 'v1.13.9-eksbuild.1' } });
  expect(clusters['prod-1']?.addons).toEqual({
    vpcCni: 'v1.21.1-eksbuild.1',
    coreDns: 'v1.13.9-eksbuild.1',
    kubeProxy: 'v1.35.0-eksbuild.2',
    podIdentityAgent: 'v1.3.10-eksbuild.2',
    ebsCsi: 'v1.63.1-eksbuild.1',
  });
  expect(clusters['dev-1']?.addons.kubeProxy).toMatch(/^v1\.36\./);
});

test('a network is written with its first address', () => {
  expect(cidr('10.9.3.0/16')).toEqual([
    "clusters.dev-1.cidr: expected the network's first address, 10.9.0.0/16, got 10.9.3.0/16",
  ]);
});

test.each(['10.2.0.0/16', '10.2.128.0/24'])('%s overlaps the network of another cluster', (network) => {
  expect(cidr(network)).toEqual([`clusters.prod-1.cidr: 10.2.0.0/16 overlaps ${network} of cluster dev-1`]);
});

test.each([
  ['172.17.0.0/16', "172.17.0.0/16 is the container runtime's on every node"],
  ['169.254.8.0/24', "169.254.0.0/16 is link-local, and AWS's own services answer there"],
  ['127.0.0.0/16', "127.0.0.0/8 is each machine's own"],
  ['239.1.0.0/16', '224.0.0.0/3 is for multicast and reserved'],
])('a VPC can not be %s', (network, why) => {
  expect(cidr(network)).toEqual([
    `clusters.dev-1.cidr: expected a network of your own, got ${network}: ${why}`,
  ]);
});

test.each(['172.16.0.0/16', '172.18.0.0/16', '192.168.0.0/16', '100.64.0.0/16'])(
  'a VPC can be %s',
  (network) => {
    expect(cidr(network)).toEqual([]);
  },
);

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

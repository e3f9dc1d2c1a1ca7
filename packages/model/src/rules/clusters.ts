import { ipv4Network, overlap } from '../ipv4-network.ts';
import type { Draft, Report, PlatformRule } from './draft.ts';
import { intact } from './draft.ts';

/** How many minor versions kube-proxy may be behind, after Kubernetes' version skew policy. */
const PROXY_SKEW = 3;
/** First version of the EBS CSI driver that tags volumes with the name of their cluster, which its IAM policy asks for. */
const EBS_CSI = 'v1.58.0';

/** Networks that no VPC of nodes can have, and why. */
const TAKEN = [
  ['0.0.0.0/8', 'means "this network"'],
  ['127.0.0.0/8', "is each machine's own"],
  ['169.254.0.0/16', "is link-local, and AWS's own services answer there"],
  ['172.17.0.0/16', "is the container runtime's on every node"],
  ['224.0.0.0/3', 'is for multicast and reserved'],
] as const;

/** Node counts in order, networks that a VPC can have and that do not overlap, add-ons that fit Kubernetes. */
export const clusters: PlatformRule = (draft, report) => {
  nodeCounts(draft, report);
  networks(draft, report);
  proxies(draft, report);
  volumeDrivers(draft, report);
};

function nodeCounts(draft: Draft, report: Report): void {
  for (const { name, nodes } of Object.values(draft.platform.clusters)) {
    const path = ['clusters', name, 'nodes'];
    if (!intact(draft, path)) continue;
    const { min, desired, max } = nodes;
    if (min > max) report([...path, 'min'], `expected at most max, ${max}, got ${min}`);
    else if (desired < min) report([...path, 'desired'], `expected at least min, ${min}, got ${desired}`);
    else if (desired > max) report([...path, 'desired'], `expected at most max, ${max}, got ${desired}`);
  }
}

function networks({ platform }: Draft, report: Report): void {
  const all = Object.values(platform.clusters).map(({ name, cidr }) => ({
    name,
    cidr,
    network: ipv4Network(cidr),
  }));
  for (const [index, { name, cidr, network }] of all.entries()) {
    const path = ['clusters', name, 'cidr'];
    const { bits, canonical } = network;
    if (bits < 16 || bits > 24)
      report(path, `expected /16 to /24, which a VPC can have and six subnets fit into, got ${cidr}`);
    if (canonical !== cidr) report(path, `expected the network's first address, ${canonical}, got ${cidr}`);
    const taken = TAKEN.find(([range]) => overlap(ipv4Network(range), network));
    if (taken) report(path, `expected a network of your own, got ${cidr}: ${taken[0]} ${taken[1]}`);
    const other = all.slice(0, index).find((before) => overlap(before.network, network));
    if (other) report(path, `${cidr} overlaps ${other.cidr} of cluster ${other.name}`);
  }
}

function proxies(draft: Draft, report: Report): void {
  for (const { name, kubernetes, addons } of Object.values(draft.platform.clusters)) {
    const path = ['clusters', name, 'addons', 'kubeProxy'];
    if (!intact(draft, ['clusters', name])) continue;
    const behind = minor(kubernetes) - minor(addons.kubeProxy);
    if (behind >= 0 && behind <= PROXY_SKEW) continue;
    const oldest = `1.${minor(kubernetes) - PROXY_SKEW}`;
    report(path, `expected a version for ${oldest} to ${kubernetes}, got ${addons.kubeProxy}`);
  }
}

function volumeDrivers(draft: Draft, report: Report): void {
  for (const { name, addons } of Object.values(draft.platform.clusters)) {
    const path = ['clusters', name, 'addons', 'ebsCsi'];
    if (!intact(draft, path) || addons.ebsCsi.localeCompare(EBS_CSI, 'en', { numeric: true }) >= 0) continue;
    report(
      path,
      `expected ${EBS_CSI} or newer, which tags volumes as the cluster's own, got ${addons.ebsCsi}`,
    );
  }
}

function minor(version: string): number {
  return Number(version.split('.')[1]);
}

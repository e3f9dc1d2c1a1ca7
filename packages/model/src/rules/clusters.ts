import { ipv4Network, overlap } from '../ipv4-network.ts';
import type { Draft, Rule } from './draft.ts';
import { intact, problem } from './draft.ts';
import type { Problem } from '../problem.ts';

/** Node counts in order, networks that a VPC can have, and no two that overlap. */
export const clusters: Rule = function* (draft) {
  yield* nodeCounts(draft);
  yield* networks(draft);
};

function* nodeCounts(draft: Draft): Iterable<Problem> {
  for (const { name, nodes } of Object.values(draft.platform.clusters)) {
    const path = ['clusters', name, 'nodes'];
    if (!intact(draft, path)) continue;
    const { min, desired, max } = nodes;
    if (min > max) yield problem([...path, 'min'], `expected at most max, ${max}, got ${min}`);
    else if (desired < min)
      yield problem([...path, 'desired'], `expected at least min, ${min}, got ${desired}`);
    else if (desired > max)
      yield problem([...path, 'desired'], `expected at most max, ${max}, got ${desired}`);
  }
}

function* networks({ platform }: Draft): Iterable<Problem> {
  const all = Object.values(platform.clusters).map(({ name, cidr }) => ({
    name,
    cidr,
    network: ipv4Network(cidr),
  }));
  for (const [index, one] of all.entries()) {
    const path = ['clusters', one.name, 'cidr'];
    const { bits, canonical } = one.network;
    if (bits < 16 || bits > 28) yield problem(path, `expected /16 to /28 as a VPC can have, got ${one.cidr}`);
    if (canonical !== one.cidr)
      yield problem(path, `expected the network's first address, ${canonical}, got ${one.cidr}`);
    const other = all.slice(0, index).find(({ network }) => overlap(network, one.network));
    if (other) yield problem(path, `${one.cidr} overlaps ${other.cidr} of cluster ${other.name}`);
  }
}

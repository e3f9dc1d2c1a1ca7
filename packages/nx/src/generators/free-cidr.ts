import { BlockList } from 'node:net';

/**
 * The first network `10.x.0.0/16` that overlaps with none of those in use, counted in tens from 10.10.0.0 on and, when
 * these are used up, one by one.
 */
export function freeCidr(used: readonly string[]): string | undefined {
  const tens = Array.from({ length: 25 }, (_, index) => (index + 1) * 10);
  const ones = Array.from({ length: 256 }, (_, index) => index);
  return [...tens, ...ones]
    .map((second) => `10.${second}.0.0/16`)
    .find((candidate) => !used.some((other) => overlap(candidate, other)));
}

function overlap(a: string, b: string): boolean {
  return contains(a, b) || contains(b, a);
}

function contains(network: string, other: string): boolean {
  const [address = '', prefix = ''] = network.split('/');
  const list = new BlockList();
  list.addSubnet(address, Number(prefix));
  return list.check(other.split('/')[0] ?? '');
}

/** A network in CIDR notation as numbers. */
export interface Ipv4Network {
  /** First address. */
  readonly first: number;
  /** Last address. */
  readonly last: number;
  /** Bits of the prefix, 0 to 32. */
  readonly bits: number;
  /** The network with its first address, such as `10.1.0.0/16` for `10.1.2.3/16`. */
  readonly canonical: string;
}

/** Reads `10.1.0.0/16`; the notation must be right already. */
export function ipv4Network(cidr: string): Ipv4Network {
  const [address = '', prefix = '32'] = cidr.split('/');
  const bits = Number(prefix);
  const size = 2 ** (32 - bits);
  const value = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const first = Math.floor(value / size) * size;
  const canonical = [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join('.');
  return { first, last: first + size - 1, bits, canonical: `${canonical}/${bits}` };
}

/** Whether two networks have an address in common. */
export function overlap(a: Ipv4Network, b: Ipv4Network): boolean {
  return a.first <= b.last && b.first <= a.last;
}

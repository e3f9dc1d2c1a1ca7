import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ipv4Network, overlap } from './ipv4-network.ts';

test('reads the first and the last address', () => {
  expect(ipv4Network('10.1.0.0/16')).toEqual({
    first: 0x0a010000,
    last: 0x0a01ffff,
    bits: 16,
    canonical: '10.1.0.0/16',
  });
  expect(ipv4Network('255.255.255.255/32')).toMatchObject({ first: 0xffffffff, last: 0xffffffff });
  expect(ipv4Network('0.0.0.0/0')).toMatchObject({ first: 0, last: 0xffffffff });
});

test('the canonical network starts at its first address', () => {
  expect(ipv4Network('10.1.2.3/16').canonical).toBe('10.1.0.0/16');
  expect(ipv4Network('192.168.77.5/28').canonical).toBe('192.168.77.0/28');
});

test('two networks overlap if one holds the other, and only then', () => {
  const network = fc
    .tuple(fc.ipV4(), fc.integer({ min: 8, max: 30 }))
    .map(([address, bits]) => ipv4Network(`${address}/${bits}`));
  const holds = (a: { first: number; last: number }, b: { first: number; last: number }): boolean =>
    a.first <= b.first && b.last <= a.last;
  fc.assert(
    fc.property(network, network, (a, b) => {
      expect(overlap(a, b)).toBe(holds(a, b) || holds(b, a));
    }),
  );
});

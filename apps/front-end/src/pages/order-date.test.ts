import assert from 'node:assert/strict';
import { test } from 'node:test';
import { orderDate } from './order-date.ts';

test('an order’s date reads the same for everybody, whatever the machine’s locale and zone', () => {
  assert.equal(orderDate('2026-11-26T19:05:27.123+0000'), '26 November 2026 at 19:05 UTC');
  assert.equal(orderDate('2026-11-26T23:30:00.000-0500'), '27 November 2026 at 04:30 UTC');
  assert.equal(orderDate('2026-01-02T03:04:05Z'), '2 January 2026 at 03:04 UTC');
});

test('a date that nobody can read is shown as it came', () => {
  assert.equal(orderDate('soon'), 'soon');
});

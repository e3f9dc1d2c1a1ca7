import { expect, test } from 'vitest';
import type { LiveObject } from '../kubernetes/live-object.ts';
import { hasLooked } from './has-looked.ts';

function source(asked: string | undefined, answered: string | undefined): LiveObject {
  return {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'GitRepository',
    metadata: {
      name: 'shop',
      ...(asked !== undefined && { annotations: { 'reconcile.fluxcd.io/requestedAt': asked } }),
    },
    ...(answered !== undefined && { status: { lastHandledReconcileAt: answered } }),
  };
}

test('Flux has looked once it has answered the last request, whoever made it', () => {
  expect(hasLooked(source('2', '2'))).toBe(true);
  expect(hasLooked(source('2', '1'))).toBe(false);
  expect(hasLooked(source('2', undefined))).toBe(false);
  expect(hasLooked(source(undefined, undefined))).toBe(false);
});

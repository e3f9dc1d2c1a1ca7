import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { goModules } from './go-modules.ts';

test('in the repository they are those that its updates go to', () => {
  expect(goModules()).toBe(join(import.meta.dirname, '../../../../tools/go'));
  expect(existsSync(join(goModules(), 'flux', 'go.mod'))).toBe(true);
});

test('in an installed package they lie beside its code', () => {
  const installed = '/platform/node_modules/@tideway/rehearsal/bundle';
  expect(goModules(installed)).toBe('/platform/node_modules/@tideway/rehearsal/go');
});

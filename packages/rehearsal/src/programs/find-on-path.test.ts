import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findOnPath } from './find-on-path.ts';

test('a program is found in the first folder that has it, and only if it can be run', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tideway-path-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'tideway-tool');
  writeFileSync(file, '#!/bin/sh\n');
  chmodSync(file, 0o644);
  expect(findOnPath('tideway-tool', `/nonexistent::${folder}`)).toBeUndefined();
  chmodSync(file, 0o755);
  expect(findOnPath('tideway-tool', `/nonexistent::${folder}`)).toBe(file);
  expect(findOnPath('tideway-tool', '')).toBeUndefined();
});

import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Monorepo } from './monorepo';

// In a test, projen puts a project that names no folder into a new one, unless the working folder is temporary too.
// It asks once, when it is loaded.
vi.hoisted(() => vi.stubEnv('NODE_ENV', 'production'));

// The repository's .projenrc.ts, with this package as its sources are now.
vi.mock('@tideway/projen', () => import('./index.js'));

const root = join(__dirname, '..', '..', '..');
const before = process.cwd();

beforeEach(() => {
  process.chdir(root);
  vi.stubEnv('TIDEWAY_PROJEN', 'check');
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
});
afterEach(() => {
  vi.restoreAllMocks();
  process.chdir(before);
});

async function check(): Promise<void> {
  await import(/* @vite-ignore */ join(root, '.projenrc.ts'));
}

test('this repository is as its own template makes it', async () => {
  await expect(check()).resolves.toBeUndefined();
});

test('it would be noticed if it were not', () => {
  const other = new Monorepo({ name: 'tideway', fromSources: true, outdir: root });
  expect(() => other.synth()).toThrow(/^package\.json \(- found[^]*^-\s+"soak"/m);
});

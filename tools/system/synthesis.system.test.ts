import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

interface Synthesis {
  readonly network: readonly string[];
  /** What its clock said, in milliseconds. */
  readonly now: number;
  /** Hash of every file by its path. */
  readonly files: ReadonlyMap<string, string>;
}

const script = join(import.meta.dirname, 'synthesize.ts');
const clock = join(import.meta.dirname, 'another-day.mjs');
const yearAhead = 366 * 24 * 3_600_000;
// Some kernels and containers let nobody but root make a namespace; then there is no way to take the network away.
const isolates = spawnSync('unshare', ['--user', '--map-root-user', '--net', 'true']).status === 0;

let folder = '';
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'tideway synthesis '))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Synthesizes with nothing in the environment: no credentials, no profile, no region, an empty home. */
function synthesize(
  name: string,
  wrapper: readonly string[],
  environment: Readonly<Record<string, string>>,
): Synthesis {
  const outdir = join(folder, name);
  const home = join(folder, `${name} home`);
  mkdirSync(home, { recursive: true });
  const node = [process.execPath, '--conditions=@tideway/source', '--import', clock, script, outdir];
  const [program = '', ...args] = [...wrapper, ...node];
  const { status, stdout, stderr } = spawnSync(program, args, {
    encoding: 'utf8',
    timeout: 110_000,
    env: { HOME: home, CLOCK_AHEAD: '0', ...environment },
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const said = JSON.parse(stdout) as Omit<Synthesis, 'files'>;
  return { ...said, files: hashes(outdir) };
}

function hashes(outdir: string): ReadonlyMap<string, string> {
  const paths = readdirSync(outdir, { recursive: true, encoding: 'utf8' }).sort();
  return new Map(
    paths
      .filter((path) => statSync(join(outdir, path)).isFile())
      .map((path) => [
        path,
        createHash('sha256')
          .update(readFileSync(join(outdir, path)))
          .digest('hex'),
      ]),
  );
}

test('the same bytes on another day, in another zone, folder and language', () => {
  const today = synthesize('today', [], { TZ: 'UTC', LANG: 'C' });
  const later = synthesize('a year later', [], {
    TZ: 'Pacific/Auckland',
    LANG: 'de_DE.UTF-8',
    CLOCK_AHEAD: String(yearAhead),
  });
  expect(later.now - today.now).toBeGreaterThan(yearAhead);
  expect(today.files.size).toBeGreaterThan(60);
  expect([...today.files.keys()].filter((path) => path.endsWith('.template.json')).length).toBeGreaterThan(
    30,
  );
  expect(later.files).toEqual(today.files);
});

test.skipIf(!isolates)(
  'without a network and without credentials (skipped where the kernel makes no namespace)',
  () => {
    const usual = synthesize('with network', [], {});
    const alone = synthesize('alone', ['unshare', '--user', '--map-root-user', '--net'], {});
    expect(usual.network).not.toEqual([]);
    expect(alone.network).toEqual([]);
    expect(alone.files).toEqual(usual.files);
  },
);

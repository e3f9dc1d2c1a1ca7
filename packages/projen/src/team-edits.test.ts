import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readLedger } from './converge/ledger';
import { readTree, type Tree } from './converge/tree';
import { PlatformMonorepo } from './platform-monorepo';
import type { PlatformMonorepoOptions } from './platform-monorepo-options';

// Whatever a team does to what is its own, neither a run nor an upgrade takes it back or stumbles over it.
const previous = join(__dirname, '..', '..', '..', 'tools', 'system', 'fixtures', 'previous-release.tar.gz');

let folder = '';
let count = 0;
beforeEach(() => {
  folder = mkdtempSync(join(realpathSync(tmpdir()), 'tideway edits '));
  vi.stubEnv('PROJEN_DISABLE_POST', 'true');
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

function synth(outdir: string, more: Partial<PlatformMonorepoOptions> = {}): void {
  new PlatformMonorepo({
    name: 'acme',
    account: '444455556666',
    region: 'eu-west-1',
    outdir,
    ...more,
  }).synth();
}

/** A new folder with the files of a tree. */
function place(tree: Tree): string {
  const root = join(folder, String((count += 1)));
  for (const [path, { content }] of tree) write(root, path, content);
  return root;
}

function write(root: string, path: string, content: string): void {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  if (existsSync(file)) chmodSync(file, 0o644);
  writeFileSync(file, content);
}

/** What stands at a path; undefined if nothing does. */
function at(root: string, path: string): string | undefined {
  const file = join(root, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

type Section = Readonly<Record<string, string>>;

/** What a team did to its repository. */
interface Edits {
  /** Text by path; undefined where the file is deleted. */
  readonly files: Readonly<Record<string, string | undefined>>;
  readonly dependencies: Section;
  readonly devDependencies: Section;
  readonly scripts: Section;
  readonly fields: Section;
}

function editsOf(owned: readonly string[]): fc.Arbitrary<Edits> {
  const text = fc.option(fc.string({ unit: 'binary' }), { nil: undefined });
  const added = fc
    .tuple(
      fc.constantFrom('apps/reviews/src', 'docs', 'packages/ours', 'scripts'),
      fc.stringMatching(/^x[a-z]{1,8}$/),
    )
    .map((parts) => `${parts.join('/')}.txt`);
  const named = fc.dictionary(fc.stringMatching(/^our-[a-z]{1,8}$/), fc.stringMatching(/^\d\.\d\.\d$/), {
    noNullPrototype: true,
  });
  return fc.record({
    files: fc.dictionary(fc.oneof(fc.constantFrom(...owned), added), text, {
      noNullPrototype: true,
      maxKeys: 12,
    }),
    dependencies: named,
    devDependencies: named,
    scripts: named,
    fields: named,
  });
}

function carryOut(root: string, edits: Edits): void {
  for (const [path, text] of Object.entries(edits.files)) {
    if (text === undefined) rmSync(join(root, path), { force: true });
    else write(root, path, text);
  }
  const manifest = JSON.parse(at(root, 'package.json') ?? '{}') as Record<string, Section>;
  const { dependencies, devDependencies, scripts, fields } = edits;
  const sections = { dependencies, devDependencies, scripts };
  const merged = Object.entries(sections).map(([name, more]) => [name, { ...manifest[name], ...more }]);
  write(root, 'package.json', JSON.stringify({ ...manifest, ...fields, ...Object.fromEntries(merged) }));
}

/** What of the edits is no longer there, and what of the other files that are the team's changed. */
function lost(root: string, edits: Edits, before: Tree, owned: readonly string[]): string[] {
  const manifest = JSON.parse(at(root, 'package.json') ?? '{}') as Record<string, Section | string>;
  const files = Object.fromEntries([
    ...owned.map((path) => [path, before.get(path)?.content] as const),
    ...Object.entries(edits.files),
  ]);
  return [
    ...Object.entries(files)
      .filter(([path, text]) => at(root, path) !== text)
      .map(([path]) => path),
    ...(['dependencies', 'devDependencies', 'scripts'] as const).flatMap((name) =>
      Object.entries(edits[name])
        .filter(([key, value]) => (manifest[name] as Section | undefined)?.[key] !== value)
        .map(([key]) => `package.json: ${name}.${key}`),
    ),
    ...Object.entries(edits.fields)
      .filter(([key, value]) => manifest[key] !== value)
      .map(([key]) => `package.json: ${key}`),
  ];
}

/** The files that are the team's, of a repository as the template left it. */
function ownedIn(root: string): readonly string[] {
  return readLedger(root).once.filter((path) => path !== '.projenrc.ts');
}

test('nothing of a team’s own is lost by a run, with the same options or with others', () => {
  const original = join(folder, 'original');
  synth(original);
  const [before, owned] = [readTree(original), ownedIn(original)];
  expect(owned.length).toBeGreaterThan(15);
  fc.assert(
    fc.property(editsOf(owned), fc.boolean(), (edits, other) => {
      const root = place(before);
      carryOut(root, edits);
      synth(root, other ? { gitIgnore: ['secrets/'], devDependencies: { 'left-pad': '1.3.0' } } : {});
      expect(lost(root, edits, before, owned)).toEqual([]);
      expect(at(root, '.gitignore')?.includes('secrets/')).toBe(other);
      rmSync(root, { recursive: true });
    }),
    { numRuns: 8 },
  );
});

test('nothing of a team’s own is lost by an upgrade, and the rest is as a new repository has it', () => {
  const old = join(folder, 'old');
  const fresh = join(folder, 'fresh');
  mkdirSync(old);
  execFileSync('tar', ['-xzf', previous, '-C', old]);
  synth(fresh);
  const [before, owned] = [readTree(old), ownedIn(old)];
  expect(owned.length).toBeGreaterThan(15);
  const template = Object.keys(readLedger(fresh).files);
  fc.assert(
    fc.property(editsOf(owned), (edits) => {
      const root = place(before);
      carryOut(root, edits);
      synth(root);
      expect(lost(root, edits, before, owned)).toEqual([]);
      const [here, there] = [root, fresh].map((one) => template.map((path) => [path, at(one, path)]));
      expect(here).toEqual(there);
      const made = readTree(root);
      synth(root);
      expect(readTree(root)).toEqual(made);
      rmSync(root, { recursive: true });
    }),
    { numRuns: 6 },
  );
});

test('it would be noticed if an edit were lost', () => {
  const root = join(folder, 'noticed');
  synth(root);
  const edits = {
    files: { 'README.md': 'ours' },
    dependencies: {},
    devDependencies: {},
    scripts: {},
    fields: {},
  };
  const all: Edits = { ...edits, scripts: { 'our-own': '1' }, fields: { author: 'us' } };
  expect(lost(root, all, readTree(root), [])).toEqual([
    'README.md',
    'package.json: scripts.our-own',
    'package.json: author',
  ]);
});

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PlatformApp } from '@tideway/infra';
import { threeAccounts } from '@tideway/infra/testing';
import { definePlatform, pinned, type Platform } from '@tideway/model';
import { x } from 'tinyexec';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { installPythonPrograms } from './python-programs.ts';

/** What cfn-lint says about one place of a template. */
interface Finding {
  readonly Filename: string;
  readonly Message: string;
  readonly Rule: { readonly Id: string };
}

// CDK writes down every dependency, those as well that a reference implies.
const ACCEPTED = ['W3005'];

const repository = join(import.meta.dirname, '..', '..');
let program = '';
let folder = '';

beforeAll(async () => {
  program = join(await installPythonPrograms('cfn-lint.txt'), 'cfn-lint');
  folder = mkdtempSync(join(tmpdir(), 'tideway templates '));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function sockShop(): Promise<Platform> {
  const file = pathToFileURL(join(repository, 'apps', 'platform', 'platform.ts')).href;
  return ((await import(file)) as { readonly default: Platform }).default;
}

const plain = definePlatform({
  name: 'plain',
  aws: { account: '111122223333', region: 'eu-west-1' },
  environments: { dev: {} },
  clusters: { only: { environment: 'dev', kubernetes: '1.35', cidr: '10.1.0.0/16' } },
  flux: { bootstrap: 'flux-cli' },
  tenants: { db: { repository: 'db-repo', services: { db: { image: pinned('mongo:5.0.31') } } } },
});

async function lint(outdir: string, regions: readonly string[]): Promise<readonly string[]> {
  const templates = readdirSync(outdir).filter((name) => name.endsWith('.template.json'));
  expect(templates.length).toBeGreaterThan(3);
  const result = await x(
    program,
    [
      '--format',
      'json',
      '--ignore-checks',
      ...ACCEPTED,
      '--regions',
      ...regions,
      '--',
      ...templates.map((name) => join(outdir, name)),
    ],
    { timeout: 240_000 },
  );
  expect(result.stderr).toBe('');
  return (JSON.parse(result.stdout) as readonly Finding[]).map(
    ({ Filename, Message, Rule }) => `${Rule.Id} ${Filename.slice(outdir.length + 1)}: ${Message}`,
  );
}

test('cfn-lint finds nothing in the templates of Sock Shop', async () => {
  const outdir = join(folder, 'sock-shop');
  new PlatformApp(await sockShop(), { outdir }).synth();
  expect(await lint(outdir, ['us-west-2'])).toEqual([]);
});

test.each([
  [threeAccounts, ['us-west-2', 'eu-central-1']],
  [plain, ['eu-west-1']],
] as const)('cfn-lint finds nothing in the templates of platform $name', async (platform, regions) => {
  const outdir = join(folder, platform.name);
  new PlatformApp(platform, { outdir }).synth();
  expect(await lint(outdir, regions)).toEqual([]);
});

test('cfn-lint does find a wrong property', async () => {
  const outdir = join(folder, 'plain');
  const file = join(outdir, 'plain-repositories.template.json');
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll('"RepositoryName"', '"RepositoryNam"'));
  const findings = await lint(outdir, ['eu-west-1']);
  expect(findings.some((finding) => finding.startsWith('E3'))).toBe(true);
});

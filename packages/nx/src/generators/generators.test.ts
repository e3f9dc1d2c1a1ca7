import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { logger } from 'nx/src/devkit-exports.js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { clusterGenerator } from './cluster/generator.ts';
import { environmentGenerator } from './environment/generator.ts';
import { serviceGenerator } from './service/generator.ts';
import { tenantGenerator } from './tenant/generator.ts';
import { smallModel, testWorkspace, type TestWorkspace } from './workspace.testing.ts';

const model = 'apps/platform/platform.ts';

let workspace: TestWorkspace | undefined;
const said = vi.spyOn(logger, 'info');
beforeEach(() => said.mockReset().mockReturnValue(undefined));
afterEach(() => workspace?.remove());

function workspaceOf(text: string): TestWorkspace {
  workspace = testWorkspace(text);
  return workspace;
}

const generators = {
  service: (tree) => serviceGenerator(tree, { name: 'reviews' }),
  'service of an image': (tree) =>
    serviceGenerator(tree, { name: 'cache', image: 'redis:7.2.11-alpine', port: 6379 }),
  tenant: (tree) => tenantGenerator(tree, { name: 'payments' }),
  environment: (tree) => environmentGenerator(tree, { name: 'staging', approval: 'pull-request' }),
  cluster: (tree) =>
    clusterGenerator(tree, { name: 'dev-eu', environment: 'development', region: 'eu-central-1' }),
} satisfies Record<string, Parameters<TestWorkspace['generate']>[0]>;

describe.each([
  ['the Sock Shop', 'sock-shop'],
  ['a minimal model', smallModel],
])('%s, changed by one generator after the other', (_title, text) => {
  let changed: TestWorkspace;
  beforeAll(() => {
    changed = testWorkspace(text);
  });
  afterAll(() => changed.remove());

  test.each(Object.entries(generators))(
    '%s is added, and a second run changes nothing',
    async (_name, run) => {
      expect(await changed.generate(run)).toContain(model);
      expect(await changed.generate(run)).toEqual([]);
      expect(said).toHaveBeenLastCalledWith(
        expect.stringMatching(/^Nothing to do: .* is in apps\/platform\/platform\.ts already\.$/),
      );
    },
  );

  test('is valid afterwards', () => {
    expect(changed.validate()).toContain('Valid:');
  });
});

describe('the file of the model', () => {
  test('keeps its order, its comments and the layout of Prettier', async () => {
    const { generate, read } = workspaceOf('sock-shop');
    const before = read(model).split('\n');
    await generate(generators.environment);
    const after = read(model).split('\n');
    expect(after.filter((line) => !before.includes(line))).toEqual([
      "    staging: { approval: 'pull-request' },",
      "    'staging-cluster': {",
      "      environment: 'staging',",
      "      cidr: '10.40.0.0/16',",
    ]);
    expect(before.filter((line) => !after.includes(line))).toEqual([]);
    expect(after.indexOf("    staging: { approval: 'pull-request' },")).toBe(
      after.indexOf('    testing: {},') + 1,
    );
  });

  test('keeps a layout that is the team’s own, in a variable beside it too', async () => {
    const { generate, read } = workspaceOf(smallModel);
    await generate(generators.environment);
    expect(read(model)).toBe(
      smallModel
        .replace('environments: { ', "environments: { staging: { approval: 'pull-request' }, ")
        .replace(
          '// small\n',
          "// small\n    'staging-cluster': {\n        environment: 'staging',\n        kubernetes: '1.35',\n        cidr: '10.20.0.0/16',\n    },\n",
        ),
    );
  });

  test('imports a service in the place that the alphabet gives it', async () => {
    const { generate, read } = workspaceOf('sock-shop');
    await generate(generators.service);
    const lines = read(model).split('\n');
    const line = lines.indexOf("import { reviews } from './services/reviews.ts';");
    expect(lines[line - 1]).toContain('./services/payment.ts');
    expect(lines[line + 1]).toContain('./services/shipping.ts');
    expect(read('apps/platform/services/reviews.ts')).toContain('export const reviews = service({');
  });
});

test('Nx makes numbers of accounts and versions: they are text in the model', async () => {
  const { generate, read } = workspaceOf(smallModel);
  const name = 'dev-2';
  await generate((tree) =>
    clusterGenerator(tree, { name, environment: 'development', account: 111122223333, kubernetes: 1.36 }),
  );
  expect(read(model)).toContain("aws: { account: '111122223333' }");
  expect(read(model)).toContain("kubernetes: '1.36'");
});

test('an app that is made for a service passes its own tests, and is the team’s from then on', async () => {
  const { generate, read, root } = workspaceOf(smallModel);
  const written = await generate(generators.service);
  expect(written).toContain('apps/reviews/.dockerignore');
  const printed = execFileSync(process.execPath, ['--test'], {
    cwd: join(root, 'apps/reviews'),
    encoding: 'utf8',
    env: { ...process.env, NODE_TEST_CONTEXT: undefined },
  });
  expect(printed).toMatch(/pass 3/);
  expect(read('apps/reviews/buildspec.yml')).toContain('shop/reviews');
  for (const path of written) expect(read(path)).not.toContain('{{');
});

describe('everything that is wrong is told at once, and nothing is changed', () => {
  const refused = async (text: string, run: Parameters<TestWorkspace['generate']>[0]): Promise<string> => {
    const { generate, read } = workspaceOf(text);
    const before = read(model);
    const told = await generate(run).then(
      () => 'nothing was refused',
      (error: unknown) => String(error),
    );
    expect(read(model)).toBe(before);
    return told;
  };

  test('a cluster', async () => {
    const told = await refused(smallModel, (tree) =>
      clusterGenerator(tree, {
        name: 'Big One',
        environment: 'prod',
        kubernetes: '1.20',
        cidr: '10.10.0.0/16',
        account: '12',
        region: 'nowhere',
      }),
    );
    for (const field of ['Big One', 'prod', '1.20', '12', 'nowhere']) expect(told).toContain(field);
    expect(told.split('\n').length).toBeGreaterThan(5);
  });

  test('an environment', async () => {
    const told = await refused(smallModel, (tree) =>
      environmentGenerator(tree, { name: 'next', before: 'later', images: 'never', cluster: 'dev' }),
    );
    expect(told).toContain('--before: unknown environment later; there are development');
    expect(told).toContain('--cluster: dev is there already, in development');
    expect(told).toContain('environments.next.images');
  });

  test('a service', async () => {
    const told = await refused(smallModel, (tree) =>
      serviceGenerator(tree, {
        name: '../../escape',
        tenant: 'nobody',
        image: 'mongo',
        source: 'x',
        port: 99_999,
        calls: 'ghost',
      }),
    );
    for (const part of [
      '--tenant: unknown tenant nobody; there are shop',
      '--source',
      'escape',
      'mongo',
      '99999',
      'ghost',
    ])
      expect(told).toContain(part);
  });

  test('a tenant that is there, with another repository', async () => {
    const told = await refused(smallModel, (tree) =>
      tenantGenerator(tree, { name: 'shop', repository: 'other' }),
    );
    expect(told).toContain('--repository: asked for other, the model has shop-repo');
  });

  test('a model that was wrong before', async () => {
    const told = await refused(smallModel.replace('444455556666', '1'), generators.tenant);
    expect(told).toContain('has problems already');
    expect(told).toContain('aws.account');
  });

  test('a model that is made by code', async () => {
    const text = smallModel.replace('    clusters,', '    clusters: Object.assign({}, clusters),');
    expect(await refused(text, generators.cluster)).toContain(
      'clusters is made by code: Object.assign({}, clusters), so cluster dev-eu can only be added by hand',
    );
  });
});

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Entity,
  EntityPolicies,
  FieldFormatEntityPolicy,
  NoForeignRootFieldsEntityPolicy,
  parseEntityRef,
  SchemaValidEntityPolicy,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import * as kinds from '@backstage/catalog-model';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { testRun } from '../../test-run.ts';
import { type TestWorkspace, testWorkspace } from '../../test-workspace.ts';

const repository = join(import.meta.dirname, '..', '..', '..', '..', '..');
const policy = EntityPolicies.allOf([
  new SchemaValidEntityPolicy(),
  new NoForeignRootFieldsEntityPolicy(),
  new FieldFormatEntityPolicy(),
]);
const validators = [
  kinds.apiEntityV1alpha1Validator,
  kinds.componentEntityV1alpha1Validator,
  kinds.domainEntityV1alpha1Validator,
  kinds.groupEntityV1alpha1Validator,
  kinds.resourceEntityV1alpha1Validator,
  kinds.systemEntityV1alpha1Validator,
];

let workspace: TestWorkspace;
beforeEach(() => {
  workspace = testWorkspace();
  workspace.writeModel();
});
afterEach(() => workspace.remove());

const run = (...argv: string[]) => testRun({ argv: ['catalog', ...argv], cwd: workspace.root });
const file = (): string => join(workspace.root, 'catalog-info.yaml');

function entitiesIn(text: string): readonly Entity[] {
  return parseAllDocuments(text).map((document) => document.toJS() as Entity);
}

/** Every reference that an entity makes, as kind and name. */
function referencesOf({ spec = {} }: Entity): readonly string[] {
  const kindOf = { owner: 'group', system: 'system', domain: 'domain' } as const;
  const lists = ['dependsOn', 'providesApis', 'consumesApis'].flatMap(
    (list) => (spec[list] ?? []) as string[],
  );
  const single = Object.entries(kindOf).flatMap(([field, kind]) => {
    const reference = spec[field];
    return typeof reference === 'string' ? [parseEntityRef(reference, { defaultKind: kind })] : [];
  });
  return [...lists.map((reference) => parseEntityRef(reference)), ...single].map(
    ({ kind, name }) => `${kind.toLowerCase()}:${name}`,
  );
}

async function expectValid(entities: readonly Entity[]): Promise<void> {
  const known = new Set(entities.map(({ kind, metadata }) => `${kind.toLowerCase()}:${metadata.name}`));
  expect(known.size).toBe(entities.length);
  for (const entity of entities) {
    await policy.enforce(entity);
    const taken = await Promise.all(validators.map(async (validator) => validator.check(entity)));
    expect(taken.filter(Boolean)).toEqual([true]);
    for (const reference of referencesOf(entity)) expect(known).toContain(reference);
  }
}

describe('tideway catalog', () => {
  test('Backstage takes every entity, and every reference leads to one', async () => {
    expect(await run()).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('Created') as string });
    const entities = entitiesIn(readFileSync(file(), 'utf8'));
    await expectValid(entities);
    expect(
      entities.find(({ kind, metadata }) => kind === 'Component' && metadata.name === 'web'),
    ).toMatchObject({
      spec: {
        owner: 'group:shop',
        consumesApis: ['api:cache'],
        dependsOn: [
          'resource:git-shop-repo',
          'resource:git-web-source',
          'resource:ecr-shop-web',
          'component:cache',
        ],
      },
    });
  });

  test('the second run changes nothing, and --check sees a file that is behind the model', async () => {
    expect((await run('--check')).exitCode).toBe(1);
    expect(existsSync(file())).toBe(false);
    await run();
    expect(await run()).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('Nothing to do') as string,
    });
    expect((await run('--check')).exitCode).toBe(0);
  });

  test('the catalog of this repository is valid, and what its model says', async () => {
    const checked = await testRun({ argv: ['catalog', '--check'], cwd: repository });
    expect(checked.stdout).toContain('Nothing to do');
    const text = readFileSync(join(repository, 'catalog-info.yaml'), 'utf8');
    const entities = entitiesIn(text);
    await expectValid(entities);
    expect(entities.filter(({ spec }) => spec?.['type'] === 'service')).toHaveLength(14);
  });
});

test('what the tests above rely on does refuse', async () => {
  const entity: Entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'a b' },
  };
  await expect(policy.enforce(entity)).rejects.toThrow();
  await expect(kinds.componentEntityV1alpha1Validator.check(entity)).rejects.toThrow();
});

describe('names', () => {
  test('two platforms that have the same in them share no entity', async () => {
    const { catalogEntities } = await import('./entities.ts');
    const { definePlatform, pinned } = await import('@tideway/model');
    const [one, other] = ['one', 'other'].map((name) => {
      const service = {
        image: pinned('redis:7.2.11-alpine'),
        ports: { redis: 6379 },
        exposed: true,
      } as const;
      const platform = definePlatform({
        name,
        aws: { account: '444455556666', region: 'eu-west-1' },
        environments: { dev: {} },
        clusters: { dev: { environment: 'dev', kubernetes: '1.36', cidr: '10.0.0.0/16' } },
        tenants: { shop: { repository: 'shop-repo', services: { cache: service } } },
      });
      return catalogEntities(platform) as unknown as readonly Entity[];
    });
    const refs = (entities: readonly Entity[] = []): readonly string[] => entities.map(stringifyEntityRef);
    expect(refs(one)).toContain('component:one/cache');
    expect(refs(one).filter((ref) => refs(other).includes(ref))).toEqual([]);
  });

  test('services of one name in two tenants are told apart, and what is too long for Backstage is cut', async () => {
    const { catalogEntities } = await import('./entities.ts');
    const { definePlatform, pinned } = await import('@tideway/model');
    const service = { image: pinned('redis:7.2.11-alpine'), ports: { redis: 6379 }, exposed: true } as const;
    const longName = `a${'-long-name'.repeat(8)}`;
    const entities = catalogEntities(
      definePlatform({
        name: 'two',
        aws: { account: '444455556666', region: 'eu-west-1' },
        environments: { dev: {} },
        clusters: { c: { environment: 'dev', kubernetes: '1.36', cidr: '10.0.0.0/16' } },
        tenants: {
          platform: { repository: longName, services: { cache: service } },
          other: { repository: 'b-repo', services: { cache: service } },
        },
      }),
    );
    await expectValid(entities as unknown as readonly Entity[]);
    expect(entities.map(({ metadata }) => metadata.name)).toEqual(
      expect.arrayContaining(['platform-cache', 'other-cache']),
    );
    // Where Backstage looks for the pods of each.
    const pods = entities.flatMap(
      ({ metadata }) => metadata.annotations?.['backstage.io/kubernetes-namespace'] ?? [],
    );
    expect(pods).toEqual(['platform', 'other']);
  });
});

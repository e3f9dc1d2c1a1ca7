import { describe, expect, test } from 'vitest';
import { definePlatform } from './define-platform.ts';
import { PlatformError } from './problem.ts';
import { platformWith, problemsOfInput, problemsWith, smallShop } from './small-shop.testing.ts';

describe('definePlatform', () => {
  test('fills in every default of the smallest platform', () => {
    expect(
      definePlatform({
        name: 'tiny',
        aws: { account: '111122223333', region: 'us-west-2' },
        environments: { only: {} },
        clusters: { one: { environment: 'only', kubernetes: '1.36', cidr: '10.0.0.0/16' } },
        tenants: {},
      }),
    ).toEqual({
      name: 'tiny',
      aws: { account: '111122223333', region: 'us-west-2' },
      repositories: { flux: 'flux-repo', branch: 'main', monorepo: 'platform-repo' },
      flux: {
        version: '2.9.4',
        operator: '0.58.1',
        bootstrap: 'flux-operator',
        intervals: { git: '1m', imageScan: '1m', imageUpdate: '5m', apply: '5m', infrastructure: '10m' },
      },
      environments: { only: { name: 'only', images: 'promoted', approval: 'none' } },
      clusters: {
        one: {
          name: 'one',
          environment: 'only',
          kubernetes: '1.36',
          cidr: '10.0.0.0/16',
          endpoint: 'public',
          addons: {
            vpcCni: 'v1.22.4-eksbuild.3',
            coreDns: 'v1.14.3-eksbuild.3',
            kubeProxy: 'v1.36.0-eksbuild.14',
            podIdentityAgent: 'v1.3.10-eksbuild.3',
            ebsCsi: 'v1.63.1-eksbuild.1',
          },
          aws: { account: '111122223333', region: 'us-west-2' },
          nodes: { instance: 'm6i.large', desired: 2, min: 1, max: 2 },
        },
      },
      controllers: {},
      tenants: {},
    });
  });

  test('takes a platform that uses every field', () => {
    expect(problemsOfInput(smallShop)).toEqual([]);
  });

  test('promotes from the environment before, unless images are automated', () => {
    const { environments } = platformWith({ 'environments.prod.promotesFrom': undefined });
    expect(Object.values(environments).map(({ name, promotesFrom }) => [name, promotesFrom])).toEqual([
      ['dev', undefined],
      ['test', 'dev'],
      ['prod', 'test'],
    ]);
  });

  test('freezes all of the platform and none of the input', () => {
    const values = { nested: { list: [1] } };
    const platform = platformWith({ 'controllers.metrics.values': values });
    const web = platform.tenants.shop?.services.web;
    expect(Object.isFrozen(platform)).toBe(true);
    expect(Object.isFrozen(web?.container.ports)).toBe(true);
    expect(Object.isFrozen(platform.controllers.metrics?.values.nested)).toBe(true);
    expect(Object.isFrozen(values.nested)).toBe(false);
    expect(Object.isFrozen(smallShop.tenants.shop)).toBe(false);
  });

  test('reports problems of syntax, of references and across fields in one go', () => {
    expect(
      problemsWith({
        name: 'Shop',
        'aws.region': 'moon-1',
        'clusters.dev-1.cidr': '10.1.0.0',
        'clusters.prod-1.environment': 'production',
        'tenants.shop.services.web.environments.prod.replicas': 0,
        'tenants.shop.services.web.calls': ['dbs'],
        'tenants.shop.services.db.image.reference': 'mongo',
        'tenants.shop.services.db.replicaz': 2,
        'tenants.mail.repository': 'shop-repo',
      }),
    ).toEqual([
      'name: expected a DNS label that starts with a letter (a-z, 0-9 and - inside, at most 63 characters), got "Shop"',
      'aws.region: expected an AWS region, such as us-west-2, got "moon-1"',
      'clusters.dev-1.cidr: expected an IPv4 network in CIDR notation, such as 10.1.0.0/16, got "10.1.0.0"',
      'tenants.shop.services.web.environments.prod.replicas: expected 1..100, got 0',
      'tenants.shop.services.db.image.reference: expected a tag or a digest, such as mongo:5.0.31, got "mongo": without one the newest image is pulled',
      'tenants.shop.services.db.replicaz: unknown field; known here: image, command, args, env, ports, probes, resources, security, volumes, sidecars, annotations, calls, exposed, replicas, type, environments',
      'clusters.prod-1.environment: unknown environment production; known: dev, test, prod',
      'tenants.shop.services.web.calls[0]: unknown service dbs in tenant shop',
      'tenants.mail.repository: repository shop-repo holds the manifests of tenant shop already; the manifests of tenant mail need one of their own',
    ]);
  });

  test('a broken part raises no other problem than its own', () => {
    expect(problemsWith({ 'environments.dev.images': 'automatic' })).toEqual([
      'environments.dev.images: expected automated or promoted, got "automatic"',
    ]);
    expect(problemsWith({ 'tenants.shop.services.db.ports.mongo': 0 })).toEqual([
      'tenants.shop.services.db.ports.mongo: expected 1..65535, got 0',
    ]);
    expect(problemsWith({ 'tenants.shop.services.db': 'mongo' })).toEqual([
      'tenants.shop.services.db: expected an object, got "mongo"',
    ]);
  });

  test.each([
    [undefined, 'platform: expected an object, got nothing'],
    [[], 'platform: expected an object, got a list'],
    ['shop', 'platform: expected an object, got "shop"'],
  ])('refuses %j', (input, problem) => {
    expect(problemsOfInput(input)).toEqual([problem]);
  });

  test('an empty object lacks five things', () => {
    expect(problemsOfInput({})).toEqual([
      expect.stringMatching(/^name: expected a DNS label .*, got nothing$/),
      'aws: expected an object, got nothing',
      'environments: expected an object, by name, got nothing',
      'clusters: expected an object, by name, got nothing',
      'tenants: expected an object, by name, got nothing',
    ]);
  });

  test('carries problems as data', () => {
    const error = thrownBy(() => platformWith({ 'tenants.shop.services.web.replicas': 101 }));
    expect(error).toBeInstanceOf(PlatformError);
    expect((error as PlatformError).problems).toEqual([
      { path: 'tenants.shop.services.web.replicas', message: 'expected 1..100, got 101' },
    ]);
    expect(String(error)).toBe('tenants.shop.services.web.replicas: expected 1..100, got 101');
  });
});

function thrownBy(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
}

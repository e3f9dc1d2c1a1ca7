import { expect, test } from 'vitest';
import { definePlatform } from './define-platform.ts';
import { externalSecrets } from './external-secrets.ts';
import { pinned } from './image.ts';
import { service } from './service-input.ts';
import { problemsOfInput } from './small-shop.testing.ts';

// The compiler runs these tests: an error that is expected and does not come is an error itself.

const image = pinned('mongo:5.0.31');
const start = {
  name: 'shop',
  aws: { account: '111122223333', region: 'us-west-2' },
  environments: { dev: { images: 'automated' }, prod: {} },
  clusters: { one: { environment: 'dev', kubernetes: '1.36', cidr: '10.1.0.0/16' } },
  tenants: {},
} as const;

test('names that exist compile, and are kept through variables', () => {
  const db = service({ image, environments: { prod: { replicas: 1 } } });
  const web = service({ image, calls: ['db'] });
  const platform = definePlatform({
    ...start,
    environments: { dev: { images: 'automated' }, test: {}, prod: { promotesFrom: 'dev' } },
    controllers: {
      first: externalSecrets({ version: '2.14.0', environments: { prod: { replicaCount: 2 } } }),
      second: {
        chart: 'oci://ghcr.io/a/b',
        version: '1.0.0',
        dependsOn: ['first'],
        environments: { dev: {} },
      },
    },
    tenants: {
      shop: {
        repository: 'shop-repo',
        services: {
          db,
          web,
          mail: { image, calls: ['web', 'db'], environments: { dev: { replicas: 2 }, test: {} } },
        },
      },
      empty: { repository: 'empty-repo' },
    },
  });
  expect(Object.keys(platform.tenants.shop?.services ?? {})).toEqual(['db', 'web', 'mail']);
});

test('a platform that is put together at run time compiles too', () => {
  const names: readonly string[] = ['a', 'b'];
  const services = Object.fromEntries(names.map((name) => [name, service({ image })]));
  expect(
    definePlatform({ ...start, tenants: { shop: { repository: 'r', services } } }).tenants.shop?.services.b
      ?.name,
  ).toBe('b');
});

test("a cluster's environment", () => {
  expect(() =>
    definePlatform({
      ...start,
      // @ts-expect-error -- staging is no environment
      clusters: { one: { environment: 'staging', kubernetes: '1.36', cidr: '10.1.0.0/16' } },
    }),
  ).toThrow('clusters.one.environment: unknown environment staging');
});

test("a cluster's Kubernetes version", () => {
  expect(() =>
    definePlatform({
      ...start,
      // @ts-expect-error -- Flux 2.9 does not support it
      clusters: { one: { environment: 'dev', kubernetes: '1.33', cidr: '10.1.0.0/16' } },
    }),
  ).toThrow('clusters.one.kubernetes: expected 1.34, 1.35 or 1.36');
});

test('where an environment is promoted from', () => {
  expect(() =>
    definePlatform({
      ...start,
      // @ts-expect-error -- staging is no environment
      environments: { dev: { images: 'automated' }, prod: { promotesFrom: 'staging' } },
    }),
  ).toThrow('environments.prod.promotesFrom: unknown environment staging');
});

test("an environment of a controller's values, and a controller that it waits for", () => {
  expect(() =>
    definePlatform({
      ...start,
      controllers: {
        one: {
          chart: 'oci://ghcr.io/a/b',
          version: '1.0.0',
          // @ts-expect-error -- staging is no environment
          environments: { staging: {} },
        },
      },
    }),
  ).toThrow('controllers.one.environments.staging: unknown environment staging');
  expect(() =>
    definePlatform({
      ...start,
      controllers: {
        // @ts-expect-error -- there is no controller two
        one: { chart: 'oci://ghcr.io/a/b', version: '1.0.0', dependsOn: ['two'] },
      },
    }),
  ).toThrow('controllers.one.dependsOn[0]: unknown controller two');
  expect(() =>
    definePlatform({
      ...start,
      controllers: {
        // @ts-expect-error -- staging is no environment
        one: externalSecrets({ version: '2.14.0', environments: { staging: {} } }),
      },
    }),
  ).toThrow('controllers.one.environments.staging: unknown environment staging');
});

test("an environment of a service's differences", () => {
  expect(() =>
    definePlatform({
      ...start,
      tenants: {
        shop: {
          repository: 'r',
          services: {
            web: {
              image,
              // @ts-expect-error -- staging is no environment
              environments: { staging: { replicas: 2 } },
            },
          },
        },
      },
    }),
  ).toThrow('tenants.shop.services.web.environments.staging: unknown environment staging');
});

test('the same in a service that was written apart, beside one that exists', () => {
  const web = service({ image, environments: { staging: { replicas: 2 }, prod: { replicas: 2 } } });
  expect(() =>
    definePlatform({
      ...start,
      tenants: {
        shop: {
          repository: 'r',
          services: {
            // @ts-expect-error -- staging is no environment
            web,
          },
        },
      },
    }),
  ).toThrow('tenants.shop.services.web.environments.staging: unknown environment staging');
});

test('a service that is called, here and in a service that was written apart', () => {
  const web = service({ image, calls: ['dbs'] });
  expect(() =>
    definePlatform({
      ...start,
      tenants: {
        shop: {
          repository: 'r',
          services: {
            db: { image },
            // @ts-expect-error -- there is no service dbs
            web,
            // @ts-expect-error -- nor a service cache
            mail: { image, calls: ['cache'] },
          },
        },
      },
    }),
  ).toThrow(/web\.calls\[0\]: unknown service dbs in tenant shop\n.*mail\.calls\[0\]: unknown service cache/);
});

test('a service of another tenant', () => {
  expect(() =>
    definePlatform({
      ...start,
      tenants: {
        shop: { repository: 'shop-repo', services: { db: { image } } },
        mail: {
          repository: 'mail-repo',
          services: {
            // @ts-expect-error -- db belongs to shop
            web: { image, calls: ['db'] },
          },
        },
      },
    }),
  ).toThrow('tenants.mail.services.web.calls[0]: unknown service db in tenant mail');
});

test('fields that do not exist', () => {
  expect(() =>
    // @ts-expect-error -- a typing error at the top
    definePlatform({ ...start, enviroments: {} }),
  ).toThrow('enviroments: unknown field');
  expect(() =>
    definePlatform({
      ...start,
      tenants: {
        shop: {
          repository: 'r',
          // @ts-expect-error -- a typing error in a tenant
          repo: 'r',
        },
      },
    }),
  ).toThrow('tenants.shop.repo: unknown field');
  expect(() =>
    definePlatform({
      ...start,
      tenants: {
        shop: {
          repository: 'r',
          services: {
            web: {
              image,
              // @ts-expect-error -- a typing error in a service
              replica: 2,
            },
          },
        },
      },
    }),
  ).toThrow('tenants.shop.services.web.replica: unknown field');
  expect(
    problemsOfInput({
      ...start,
      tenants: {
        shop: {
          repository: 'r',
          services: {
            // @ts-expect-error -- a probe asks in one way
            web: service({ image, ports: { http: 80 }, probes: { liveness: { periodSeconds: 3 } } }),
          },
        },
      },
    }),
  ).toEqual(['tenants.shop.services.web.probes.liveness: expected one of http, tcp and exec, got 0']);
});

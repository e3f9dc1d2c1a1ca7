import type { Service } from '@tideway/model';
import { describe, expect, test } from 'vitest';
import platform from './platform.ts';

const tenant = platform.tenants['sock-shop'];
if (!tenant) throw new Error('the platform has no tenant sock-shop');
const services = tenant.services;
const all = Object.values(services);
const stateless = [
  'front-end',
  'catalogue',
  'carts',
  'orders',
  'payment',
  'shipping',
  'queue-master',
  'user',
];
const databases = ['catalogue-db', 'carts-db', 'orders-db', 'user-db'];

function named(name: string): Service {
  const service = services[name];
  if (!service) throw new Error(`no service ${name}`);
  return service;
}

function containersOf({ container, sidecars }: Service): readonly Service['container'][] {
  return [container, ...sidecars];
}

function persistentVolumes(service: string, environment: string): readonly string[] {
  const volumes = named(service).environments[environment]?.volumes ?? [];
  return volumes.filter(({ kind }) => kind === 'persistent').map(({ name }) => name);
}

describe('the platform', () => {
  test('has three environments with a cluster each, and one robot', () => {
    expect(Object.values(platform.environments)).toEqual([
      { name: 'development', images: 'automated', approval: 'none' },
      { name: 'testing', images: 'promoted', approval: 'none', promotesFrom: 'development' },
      { name: 'production', images: 'promoted', approval: 'pull-request', promotesFrom: 'testing' },
    ]);
    expect(Object.values(platform.clusters).map(({ name, environment }) => [name, environment])).toEqual([
      ['dev-cluster', 'development'],
      ['test-cluster', 'testing'],
      ['prod-cluster', 'production'],
    ]);
    for (const { kubernetes, nodes, aws } of Object.values(platform.clusters)) {
      expect({ kubernetes, nodes, aws }).toEqual({
        kubernetes: '1.36',
        nodes: { instance: 'm6i.large', desired: 2, min: 1, max: 2 },
        aws: { account: '111122223333', region: 'us-west-2' },
      });
    }
  });

  test('keeps its files in three repositories', () => {
    const sources = all.flatMap(({ container: { image } }) => (image.kind === 'built' ? [image.source] : []));
    expect([platform.repositories.flux, tenant.repository, ...sources]).toEqual([
      'flux-repo',
      'microservices-repo',
      'app-repo',
    ]);
  });

  test('installs External Secrets from its signed chart', () => {
    const controller = platform.controllers['external-secrets'];
    expect(controller?.chart).toBe('oci://ghcr.io/external-secrets/charts/external-secrets');
    const workflow = 'https://github.com/external-secrets/external-secrets/.github/workflows/helm.yml';
    expect(`${workflow}@refs/heads/main`).toMatch(new RegExp(controller?.verify?.subject ?? '^$'));
    expect(`${workflow}@refs/heads/other`).not.toMatch(new RegExp(controller?.verify?.subject ?? ''));
    expect('https://token.actions.githubusercontent.com').toMatch(
      new RegExp(controller?.verify?.issuer ?? '^$'),
    );
  });
});

describe('Sock Shop', () => {
  test.each([
    ['front-end', 'weaveworksdemos/front-end', '80:8079', '100m/300Mi 300m/1000Mi'],
    ['session-db', 'redis:7.2.11-alpine', '6379:6379', '50m/64Mi 200m/128Mi'],
    ['catalogue', 'weaveworksdemos/catalogue:0.3.5', '80:80', '100m/100Mi 200m/200Mi'],
    ['catalogue-db', 'weaveworksdemos/catalogue-db:0.3.0', '3306:3306', '100m/256Mi 500m/512Mi'],
    ['carts', 'weaveworksdemos/carts:0.4.8', '80:80', '100m/200Mi 300m/500Mi'],
    ['carts-db', 'mongo:5.0.31', '27017:27017', '100m/256Mi 500m/512Mi'],
    ['orders', 'weaveworksdemos/orders:0.4.7', '80:80', '100m/300Mi 500m/500Mi'],
    ['orders-db', 'mongo:5.0.31', '27017:27017', '100m/256Mi 500m/512Mi'],
    ['payment', 'weaveworksdemos/payment:0.4.3', '80:80', '99m/100Mi 200m/200Mi'],
    ['shipping', 'weaveworksdemos/shipping:0.4.8', '80:80', '100m/300Mi 300m/500Mi'],
    ['rabbitmq', 'rabbitmq:3.6.8-management', '5672:5672 9090:9090', '100m/256Mi 500m/512Mi'],
    ['queue-master', 'weaveworksdemos/queue-master:0.3.1', '80:80', '100m/300Mi 300m/500Mi'],
    ['user', 'weaveworksdemos/user:0.4.7', '80:80', '100m/100Mi 300m/200Mi'],
    ['user-db', 'weaveworksdemos/user-db:0.3.0', '27017:27017', '100m/256Mi 500m/512Mi'],
  ])('%s is %s on %s with %s', (name, image, ports, amounts) => {
    const service = named(name);
    const { container } = service;
    const { requests, limits } = container.resources;
    const published = containersOf(service).flatMap((one) => one.ports.filter((port) => port.published));
    expect(container.image.kind === 'built' ? container.image.repository : container.image.reference).toBe(
      image,
    );
    expect(published.map(({ port, targetPort }) => `${port}:${targetPort}`).join(' ')).toBe(ports);
    expect(`${requests.cpu}/${requests.memory} ${limits.cpu}/${limits.memory}`).toBe(amounts);
  });

  test('has fourteen services and no other', () => {
    expect(all).toHaveLength(14);
  });

  test.each(all.map((service) => [service.name, service] as const))(
    '%s has every probe',
    (_name, { container }) => {
      expect(Object.keys(container.probes).sort()).toEqual(['liveness', 'readiness', 'startup']);
    },
  );

  test.each(all.map((service) => [service.name, service] as const))(
    '%s keeps to Pod Security level restricted as an ordinary user, or says why not',
    (_name, service) => {
      for (const { security } of containersOf(service)) {
        const why = security.level === 'restricted' ? 'no exception' : security.reason;
        expect(why).toMatch(/\w+ \w+/);
        expect(security).toMatchObject({ runAsNonRoot: true, readOnlyRootFilesystem: true });
        expect(security.runAsUser).toBeGreaterThan(0);
      }
    },
  );

  test('who listens below 1024 as an ordinary user has the capability for it', () => {
    for (const service of all) {
      for (const { ports, security } of containersOf(service)) {
        const low = ports.some(({ targetPort }) => targetPort < 1024);
        expect([service.name, security.addCapabilities]).toEqual([
          service.name,
          low ? ['NET_BIND_SERVICE'] : [],
        ]);
      }
    }
  });

  test('who calls whom', () => {
    const calls = all
      .filter((service) => service.calls.length > 0)
      .map((service) => [service.name, service.calls]);
    expect(Object.fromEntries(calls)).toEqual({
      'front-end': ['session-db', 'catalogue', 'carts', 'orders', 'user'],
      catalogue: ['catalogue-db'],
      carts: ['carts-db'],
      orders: ['orders-db', 'user', 'carts', 'payment', 'shipping'],
      shipping: ['rabbitmq'],
      'queue-master': ['rabbitmq'],
      user: ['user-db'],
    });
    expect(all.filter(({ exposed }) => exposed).map(({ name }) => name)).toEqual(['front-end']);
  });

  test('one load balancer in development and production, none in testing', () => {
    const frontEnd = named('front-end').environments;
    const annotations = {
      'service.beta.kubernetes.io/aws-load-balancer-type': 'external',
      'service.beta.kubernetes.io/aws-load-balancer-nlb-target-type': 'ip',
      'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internet-facing',
    };
    expect(frontEnd.development).toMatchObject({ type: 'LoadBalancer', annotations });
    expect(frontEnd.testing).toMatchObject({ type: 'ClusterIP', annotations: {} });
    expect(frontEnd.production).toMatchObject({ type: 'LoadBalancer', annotations });
  });

  test('production runs several pods of everything that keeps no data', () => {
    const replicas = (environment: string): object =>
      Object.fromEntries(all.map(({ name, environments }) => [name, environments[environment]?.replicas]));
    const expected = (many: Readonly<Record<string, number>>): object => ({
      ...Object.fromEntries(all.map(({ name }) => [name, 1])),
      ...many,
    });
    expect(replicas('development')).toEqual(expected({}));
    expect(replicas('testing')).toEqual(expected({ 'front-end': 2 }));
    expect(replicas('production')).toEqual(
      expected({ ...Object.fromEntries(stateless.map((name) => [name, 2])), 'front-end': 3 }),
    );
  });

  test('data is on persistent volumes in production only', () => {
    for (const { name } of all) {
      expect([name, persistentVolumes(name, 'production')]).toEqual([
        name,
        databases.includes(name) ? ['data'] : [],
      ]);
      expect([name, persistentVolumes(name, 'development')]).toEqual([name, []]);
      expect([name, persistentVolumes(name, 'testing')]).toEqual([name, []]);
    }
  });

  test('secrets come from AWS Secrets Manager', () => {
    const references = all.flatMap(({ container }) =>
      Object.entries(container.env).flatMap(([name, value]) =>
        typeof value === 'string' ? [] : [`${name}=${value.secret}/${value.key}`],
      ),
    );
    expect(references).toEqual([
      'SESSION_SECRET=front-end/session-secret',
      'MYSQL_ROOT_PASSWORD=catalogue-db/root-password',
    ]);
  });

  test('what upstream sets reaches the services', () => {
    const java =
      '-Xms64m -Xmx128m -XX:+UseG1GC -Djava.security.egd=file:/dev/urandom -Dspring.zipkin.enabled=false';
    for (const name of ['carts', 'orders', 'shipping', 'queue-master']) {
      expect([name, named(name).container.env.JAVA_OPTS]).toEqual([name, java]);
    }
    expect(named('front-end').container.env.SESSION_REDIS).toBe('true');
    expect(named('shipping').container.env.ZIPKIN).toBe('zipkin.jaeger.svc.cluster.local');
    expect(named('catalogue-db').container.env.MYSQL_DATABASE).toBe('socksdb');
    expect(named('user').container.env).toEqual({ MONGO_HOST: 'user-db:27017' });
    expect(named('catalogue').container).toMatchObject({ command: ['/app'], args: ['-port=80'] });
  });

  test('Prometheus is told where to look', () => {
    const scraped = all.filter(({ annotations }) => annotations['prometheus.io/scrape'] === 'true');
    expect(scraped.map(({ name }) => name).sort()).toEqual([...stateless, 'rabbitmq'].sort());
    expect(named('rabbitmq').annotations['prometheus.io/port']).toBe('9090');
  });
});

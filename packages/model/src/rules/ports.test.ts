import { describe, expect, test } from 'vitest';
import { problemsWith } from '../small-shop.testing.ts';

const WEB = 'tenants.shop.services.web';

describe('ports', () => {
  test('two ports of a service must not have one number', () => {
    expect(problemsWith({ [`${WEB}.ports`]: { http: 80, more: { port: 80, targetPort: 81 } } })).toEqual([
      `${WEB}.ports.more: port http of the service is 80 already`,
    ]);
  });

  test('two ports of a pod must not listen on one number', () => {
    expect(problemsWith({ [`${WEB}.ports`]: { http: 80, more: { port: 81, targetPort: 80 } } })).toEqual([
      `${WEB}.ports.more: port http listens on 80 already`,
    ]);
    expect(
      problemsWith({ [`${WEB}.sidecars.exporter.ports`]: { metrics: { port: 9100, targetPort: 8080 } } }),
    ).toEqual([`${WEB}.sidecars.exporter.ports.metrics: port http listens on 8080 already`]);
  });

  test('two ports of a service must not have one name', () => {
    expect(problemsWith({ [`${WEB}.sidecars.exporter.ports`]: { http: 9100 } })).toEqual([
      `${WEB}.sidecars.exporter.ports.http: another container of the service has a port named http`,
    ]);
  });

  test('a port that is not published may have the number of one that is', () => {
    const ports = { http: { port: 80, targetPort: 8080 }, own: { port: 80, published: false } };
    expect(problemsWith({ [`${WEB}.ports`]: ports })).toEqual([]);
  });
});

describe('probes', () => {
  test.each([
    ['startup', { http: '/', port: 'https' }, 'startup.port: unknown port https; known: http, admin'],
    ['liveness', { tcp: 'amqp' }, 'liveness.tcp: unknown port amqp; known: http, admin'],
  ])('%s asks a port that exists: %j', (kind, probe, problem) => {
    expect(problemsWith({ [`${WEB}.probes.${kind}`]: probe })).toEqual([`${WEB}.probes.${problem}`]);
  });

  test('an HTTP probe needs a port', () => {
    const image = { kind: 'pinned', reference: 'a:1' };
    expect(
      problemsWith({ 'tenants.mail.services': { relay: { image, probes: { liveness: { http: '/' } } } } }),
    ).toEqual(['tenants.mail.services.relay.probes.liveness: needs a port, and the container has none']);
    expect(
      problemsWith({
        'tenants.mail.services': { relay: { image, probes: { liveness: { exec: ['true'] } } } },
      }),
    ).toEqual([]);
  });

  test('a sidecar is asked on its own ports', () => {
    expect(problemsWith({ [`${WEB}.sidecars.exporter.probes`]: { liveness: { tcp: 'http' } } })).toEqual([
      `${WEB}.sidecars.exporter.probes.liveness.tcp: unknown port http; known: metrics`,
    ]);
  });
});

describe('exposure', () => {
  test('a type that lets traffic in needs exposed: true', () => {
    expect(problemsWith({ [`${WEB}.exposed`]: false })).toEqual([
      `${WEB}.environments.prod.type: LoadBalancer lets traffic in from outside: set exposed: true, or leave the type ClusterIP`,
    ]);
    expect(problemsWith({ 'tenants.shop.services.db.type': 'NodePort' })).toEqual([
      'tenants.shop.services.db.type: NodePort lets traffic in from outside: set exposed: true, or leave the type ClusterIP',
    ]);
  });
});

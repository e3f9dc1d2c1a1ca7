import { describe, expect, test } from 'vitest';
import { problemsWith } from '../small-shop.testing.ts';

const long = (length: number): string => 'a'.repeat(length);
const SERVICE = 'tenants.shop.services.web';

/** Field, values that it takes, values that it refuses. */
const FIELDS: readonly (readonly [string, readonly unknown[], readonly unknown[]])[] = [
  ['name', ['a', 'shop-2'], ['', '2-shop', 'Shop', 'shop-', 'a.b', long(64), 7]],
  ['aws.account', ['000000000000'], ['12345678901', '1234567890123', '11112222333a', 111122223333]],
  [
    'aws.region',
    ['eu-west-1', 'us-gov-west-1', 'ap-southeast-5', 'cn-north-1'],
    ['us-west', 'uswest-2', 'moon-1', ''],
  ],
  ['repositories.flux', ['a', 'Flux_2.x-repo', long(100)], ['', long(101), 'flux.git', 'a/b', 'a b']],
  [
    'repositories.branch',
    ['main', 'release/1.2', 'a@b', long(256)],
    [
      '',
      '-a',
      'a..b',
      'a b',
      'a~1',
      'a^',
      'a:b',
      'a?',
      'a*',
      'a[',
      'a\\b',
      '/a',
      'a/',
      'a//b',
      '.a',
      'a/.b',
      'a.',
      'a.lock',
      '@',
      'a@{b',
      'f'.repeat(40),
      long(257),
    ],
  ],
  ['flux.version', ['2.9.0', '2.9.12'], ['2.9', '2.9.x', '2.8.6', '2.10.0', 'latest']],
  ['flux.bootstrap', ['flux-operator', 'flux-cli'], ['flux', '']],
  ['flux.intervals.git', ['30s', '1m', '1h30m', '1.5h'], ['60', '1 m', '1d', '', 60]],
  ['environments.dev.approval', ['none', 'pull-request'], ['manual']],
  ['clusters.dev-1.kubernetes', ['1.34', '1.35', '1.36'], ['1.33', '1.37', 1.36, '1.36.0']],
  [
    'clusters.dev-1.cidr',
    ['10.9.0.0/16', '192.168.0.0/24'],
    ['10.9.0.0', '10.9.0.0/33', '10.9.0/16', '256.0.0.0/16', 'fd00::/64'],
  ],
  ['clusters.dev-1.aws.account', ['444455556666'], ['4444']],
  ['clusters.dev-1.nodes.instance', ['t3.small', 'u7i-12tb.224xlarge'], ['m6i', 'M6i.large', '']],
  ['clusters.dev-1.nodes.max', [2, 450], [0, 451, 2.5, '3']],
  [
    'controllers.metrics.chart',
    ['oci://localhost:5000/a/b'],
    ['https://example.com/charts', 'oci://ghcr.io', 'oci://ghcr.io/a:1.0'],
  ],
  ['controllers.metrics.version', ['1.2.3', 'v1.2.3', '1.2.3-rc.1+build.5'], ['1.2', '^1.2.3', '1.x', '']],
  [
    'controllers.metrics.values',
    [{ a: { b: [1, null] } }],
    [{ a: undefined, b: () => 1 }, { a: 1n }, 'text', { a: Number.NaN }],
  ],
  ['tenants.shop.namespace', ['shop2', '0shop'], ['Shop', 'a.b', long(64)]],
  ['tenants.shop.repository', ['other-repo'], ['other.git', '']],
  ['tenants.shop.quota.pods', [50], [-1, 1.5, '50']],
  ['tenants.shop.quota.requests', [{ cpu: '5', memory: '9Gi' }], [{ cpu: '5' }, { cpu: 5, memory: '9Gi' }]],
  ['tenants.shop.limitRange.max', [{ cpu: '1.5', memory: '1500M' }], [{ cpu: '1.5', memory: '1GB' }]],
  [`${SERVICE}.replicas`, [1, 2], [0, 101, 1.5, '2', null]],
  [`${SERVICE}.type`, ['NodePort'], ['ExternalName']],
  [`${SERVICE}.exposed`, [true], ['yes', 1]],
  [
    `${SERVICE}.annotations`,
    [{ 'a.b/c_d.e': '', plain: 'x' }],
    [{ '/a': 'x' }, { 'a b': 'x' }, { 'A.B/c': 'x' }, { [long(64)]: 'x' }, { a: 1 }],
  ],
  [`${SERVICE}.command`, [[], ['/bin/sh']], ['/bin/sh', [1]]],
  [
    `${SERVICE}.env`,
    [{ A_b: '', 'spring.profile': 'x' }],
    [{ '1A': 'x' }, { 'A B': 'x' }, { A: 1 }, { A: { secret: 'x', key: 'y' } }],
  ],
  [`${SERVICE}.env.SESSION_SECRET.secret`, ['a.b-c'], ['A', 'a_b', long(254)]],
  [`${SERVICE}.env.SESSION_SECRET.key`, ['a.B_c-1'], ['a b', '', 'a/b']],
  [
    `${SERVICE}.ports`,
    [{ http: 1 }, { http: { port: 65535 } }],
    [
      { http: 0 },
      { http: 65536 },
      { http: '80' },
      { http: 80, HTTP: 81 },
      { http: 80, '81': 81 },
      { http: 80, 'a--b': 81 },
      { http: 80, [long(16)]: 81 },
      { http: { port: 80, target: 81 } },
    ],
  ],
  [
    `${SERVICE}.probes.startup`,
    [{ http: '/' }, { tcp: 'http' }, { exec: ['true'] }],
    [{}, { http: 'health' }, { exec: [] }, { tcp: 8080 }, { http: '/', tcp: 'http' }, { periodSeconds: 3 }],
  ],
  [`${SERVICE}.probes.startup.periodSeconds`, [1, 60], [0, 1.5]],
  [`${SERVICE}.resources.requests.cpu`, ['1m', '0.1', '0.125'], ['100M', '0.0001', '-1', '100 m', 1]],
  [`${SERVICE}.resources.requests.memory`, ['1Mi', '1000000', '1M', '0.1Gi'], ['1mb', '1 Gi', '64MiB']],
  [`${SERVICE}.security.level`, ['restricted'], ['strict']],
  [`${SERVICE}.security.runAsUser`, [1, 2_147_483_647], [-1, 2_147_483_648, 'root']],
  [`${SERVICE}.security.addCapabilities`, [[], ['NET_BIND_SERVICE']], [['cap_chown'], 'ALL']],
  [`${SERVICE}.volumes.tmp.kind`, ['disk', 'memory'], ['hostPath']],
  [`${SERVICE}.volumes.tmp.mountPath`, ['/a/b'], ['a', '/a/../b', '/a:b']],
  [`${SERVICE}.volumes.tmp.size`, ['1Gi', '64Mi'], ['64mb', '']],
  [`${SERVICE}.image`, [{ kind: 'pinned', reference: 'a:1' }], ['mongo:5', { kind: 'other' }, {}]],
  [
    `${SERVICE}.image.app`,
    ['apps/front-end', 'web'],
    ['/apps/web', '../web', 'apps/../../web', 'apps/', './web', 'apps/./web', ''],
  ],
  [`${SERVICE}.image.source`, ['a.b_c-d'], ['a/b', 'x.git']],
  [
    `${SERVICE}.image.repository`,
    ['ab', 'a/b/c', 'a-b.c_d/e'],
    ['a', 'A/b', 'a//b', '/a', 'a/', 'a--b', 'a.-b', long(257)],
  ],
  [`${SERVICE}.image.firstTag`, ['main-0000000-0', '1'], ['.a', 'a b', '', long(129)]],
  [
    'tenants.shop.services.db.image.reference',
    [
      'mongo:5',
      'localhost:5000/a/b:1',
      `mongo@sha256:${'0'.repeat(64)}`,
      `mongo:5@sha256:${'a'.repeat(64)}`,
      'ghcr.io/a__b/c--d:v1.0_x',
      'mongo:latest-5',
    ],
    [
      'mongo',
      'mongo:',
      'mongo:latest',
      'localhost:5000/mongo',
      'Mongo:5',
      'mongo@sha256:123',
      `mongo:latest@sha256:${'0'.repeat(64)}`,
      'mongo:5:6',
      '',
      ' mongo:5',
    ],
  ],
];

describe.each(FIELDS)('%s', (place, good, bad) => {
  test.each(good.map((value) => [value]))('takes %j', (value) => {
    expect(problemsWith({ [place]: value })).toEqual([]);
  });

  test.each(bad.map((value) => [value]))('refuses %o and says where', (value) => {
    const problems = problemsWith({ [place]: value });
    expect(problems.length).toBeGreaterThan(0);
    for (const problem of problems) expect(problem.startsWith(place)).toBe(true);
  });
});

describe('messages', () => {
  test.each([
    ['clusters.dev-1.kubernetes', '1.31', 'expected 1.34, 1.35 or 1.36 (what Flux 2.9 supports), got "1.31"'],
    ['clusters.dev-1.nodes.max', 2.5, 'expected a whole number, 1..450, got 2.5'],
    ['tenants.shop.services.web.replicas', 'two', 'expected a whole number, 1..100, got "two"'],
    ['tenants.shop.services.web.image', 'mongo:5', 'expected built({…}) or pinned(\'…\'), got "mongo:5"'],
    [
      'tenants.shop.services.db.image.reference',
      'mongo:latest',
      'expected a fixed tag, got "mongo:latest": latest is another image tomorrow',
    ],
    [
      'tenants.shop.services.db.image.reference',
      'mongo@sha256:12',
      'expected @sha256: and 64 hex digits after the image\'s name, got "mongo@sha256:12"',
    ],
    ['tenants.shop.services.web.exposed', 'yes', 'expected true or false, got "yes"'],
    ['tenants.shop.services.web.type', 'Load', 'expected ClusterIP, NodePort or LoadBalancer, got "Load"'],
  ])('%s: %j', (place, value, message) => {
    expect(problemsWith({ [place]: value })).toEqual([`${place}: ${message}`]);
  });

  test('a name that is wrong is reported at its place', () => {
    expect(problemsWith({ 'tenants.Mail': { repository: 'm' } })).toEqual([
      'tenants.Mail: its name: expected a DNS label that starts with a letter (a-z, 0-9 and - inside, at most 63 characters), got "Mail"',
    ]);
  });

  test('a place with other characters is written in brackets', () => {
    expect(problemsWith({ 'tenants.shop.services.web.annotations': { 'a.b/c': 1 } })).toEqual([
      'tenants.shop.services.web.annotations["a.b/c"]: expected text, got 1',
    ]);
  });

  test('the value of an environment variable is never shown', () => {
    const problems = problemsWith({ 'tenants.shop.services.web.env.PIN': 8472910 });
    expect(problems).toEqual(['tenants.shop.services.web.env.PIN: expected text or fromSecret(…)']);
  });

  test('a long value is cut', () => {
    const [problem = ''] = problemsWith({ 'aws.region': long(1000) });
    expect(problem.length).toBeLessThan(200);
  });
});

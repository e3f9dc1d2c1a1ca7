import { expect, test } from 'vitest';
import type { Deployment, NetworkPolicy } from '../kinds/index.ts';
import { kustomizationIn, objectIn, objectsIn, repository } from '../shop.test.data.ts';

const repo = repository('shop-repo');
const folder = 'deploy/kubernetes/base';

function deployment(service: string): Deployment {
  return objectIn(repo, `${folder}/${service}.yaml`, 'Deployment');
}

function networkPolicy(service: string): NetworkPolicy {
  return objectIn(repo, `${folder}/${service}.yaml`, 'NetworkPolicy');
}

function kinds(service: string): readonly string[] {
  return objectsIn(repo, `${folder}/${service}.yaml`).map(({ kind }) => kind);
}

const pods = (service: string): object => ({ podSelector: { matchLabels: { name: service } } });
const dns = expect.objectContaining({
  ports: [
    { protocol: 'UDP', port: 53 },
    { protocol: 'TCP', port: 53 },
  ],
}) as unknown;

test('each service is one file, listed in the order of the model', () => {
  expect(kustomizationIn(repo, folder).resources).toEqual(['web.yaml', 'api.yaml', 'db.yaml', 'worker.yaml']);
});

test('a file holds what the service needs, and no namespace', () => {
  expect(kinds('web')).toEqual(['Deployment', 'Service', 'NetworkPolicy', 'ExternalSecret']);
  expect(kinds('api')).toEqual(['Deployment', 'Service', 'NetworkPolicy', 'PodDisruptionBudget']);
  expect(kinds('worker')).toEqual(['Deployment', 'NetworkPolicy']);
  const objects = ['web', 'api', 'db', 'worker'].flatMap((one) => objectsIn(repo, `${folder}/${one}.yaml`));
  expect(objects.filter(({ metadata }) => metadata.namespace !== undefined)).toEqual([]);
});

test('pods are selected by one label that never changes', () => {
  const { metadata, spec } = deployment('web');
  const labels = { name: 'web', 'app.kubernetes.io/name': 'web', 'app.kubernetes.io/part-of': 'shop' };
  expect(metadata.labels).toEqual(labels);
  expect(spec.template.metadata.labels).toEqual(labels);
  expect(spec.selector.matchLabels).toEqual({ name: 'web' });
});

test('a pod runs hardened', () => {
  const { containers, ...spec } = deployment('web').spec.template.spec;
  expect(spec).toEqual({
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    nodeSelector: { 'kubernetes.io/os': 'linux' },
    securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
  });
  expect(containers.map(({ securityContext }) => securityContext)).toEqual([
    {
      allowPrivilegeEscalation: false,
      runAsNonRoot: true,
      runAsUser: 10001,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
  ]);
});

test('a built image has its plain name, a pinned one its reference', () => {
  const images = (service: string): readonly string[] =>
    deployment(service).spec.template.spec.containers.map(({ image }) => image);
  expect(images('web')).toEqual(['shop/web']);
  expect(images('api')).toEqual(['shop/api', 'acme/exporter:1.0']);
});

test('variables have a value or the key of a secret', () => {
  expect(deployment('web').spec.template.spec.containers[0]?.env).toEqual([
    { name: 'LEVEL', value: 'info' },
    { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'web', key: 'token' } } },
  ]);
});

test('probes ask as the model says', () => {
  expect(deployment('web').spec.template.spec.containers[0]?.readinessProbe).toEqual({
    httpGet: { path: '/health', port: 'http' },
    initialDelaySeconds: 20,
    periodSeconds: 5,
    timeoutSeconds: 3,
    failureThreshold: 4,
  });
});

test('a secret is fetched by name from the store of the namespace', () => {
  expect(objectIn(repo, `${folder}/web.yaml`, 'ExternalSecret')).toEqual({
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name: 'web' },
    spec: {
      refreshInterval: '1h',
      secretStoreRef: { kind: 'SecretStore', name: 'aws-secrets-manager' },
      target: { name: 'web', creationPolicy: 'Owner' },
      data: [{ secretKey: 'token', remoteRef: { key: 'web', property: 'token' } }],
    },
  });
});

test('a Service publishes the ports of all containers but the private ones', () => {
  const ports = (service: string): unknown =>
    objectIn(repo, `${folder}/${service}.yaml`, 'Service').spec.ports;
  expect(ports('api')).toEqual([
    { name: 'http', port: 80, targetPort: 8080 },
    { name: 'metrics', port: 9090, targetPort: 9090 },
  ]);
  expect(ports('db')).toEqual([{ name: 'postgres', port: 5432, targetPort: 5432 }]);
  expect(deployment('db').spec.template.spec.containers[0]?.ports).toEqual([
    { name: 'postgres', containerPort: 5432 },
    { name: 'admin', containerPort: 9000 },
  ]);
});

test('annotations of a Service are kept', () => {
  expect(objectIn(repo, `${folder}/web.yaml`, 'Service').metadata.annotations).toEqual({
    'prometheus.io/scrape': 'true',
  });
  expect(objectIn(repo, `${folder}/api.yaml`, 'Service').metadata).not.toHaveProperty('annotations');
});

test('a service is reached by its callers alone, and reaches what it calls and DNS', () => {
  expect(networkPolicy('api').spec).toEqual({
    podSelector: { matchLabels: { name: 'api' } },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [
      {
        from: [pods('web')],
        ports: [
          { protocol: 'TCP', port: 8080 },
          { protocol: 'TCP', port: 9090 },
        ],
      },
    ],
    egress: [{ to: [pods('db')], ports: [{ protocol: 'TCP', port: 5432 }] }, dns],
  });
});

test('an exposed service is reached from anywhere, by its port', () => {
  expect(networkPolicy('web').spec.ingress).toEqual([{ ports: [{ protocol: 'TCP', port: 8080 }] }]);
});

test('a service that nobody calls is reached by nobody', () => {
  expect(networkPolicy('worker').spec).toMatchObject({ ingress: [], egress: [dns] });
});

test('several pods are spread and drained one by one', () => {
  expect(
    deployment('api').spec.template.spec.topologySpreadConstraints?.map((one) => one.topologyKey),
  ).toEqual(['topology.kubernetes.io/zone', 'kubernetes.io/hostname']);
  expect(objectIn(repo, `${folder}/api.yaml`, 'PodDisruptionBudget').spec).toMatchObject({
    maxUnavailable: 1,
  });
  expect(deployment('web').spec.template.spec).not.toHaveProperty('topologySpreadConstraints');
});

test('the strategy is always written, so that Flux can take it away again', () => {
  expect(deployment('db').spec.strategy).toEqual({
    type: 'RollingUpdate',
    rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' },
  });
});

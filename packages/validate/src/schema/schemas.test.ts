import { describe, expect, test } from 'vitest';
import { formatFieldPath } from '../source/field-path.ts';
import type { KubernetesObject } from '../source/kubernetes-object.ts';
import { parseYamlDocuments } from '../source/source-file.ts';
import { loadSchemas, schemaKey } from './schemas.ts';

/** `field: message` of everything that the schema of the object's kind holds against it. */
async function problemsOf(text: string): Promise<readonly string[]> {
  const object = parseYamlDocuments(text)[0] as KubernetesObject;
  const check = (await loadSchemas([object])).get(schemaKey(object));
  expect(check).toBeDefined();
  return (check?.(object) ?? []).map(({ field, message }) => `${formatFieldPath(field)}: ${message}`).sort();
}

const deployment = `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: carts
  labels: {anything: goes}
  annotations: {example.com/any: "1"}
spec:
  selector: {matchLabels: {name: carts}}
  template:
    metadata: {labels: {name: carts}}
    spec:
      nodeSelector: {kubernetes.io/os: linux}
      volumes: [{name: tmp, emptyDir: {}}, {name: more, emptyDir: {medium: Memory, sizeLimit: 64Mi}}]
      containers:
        - name: carts
          image: carts:1
          ports: [{containerPort: 80}]
          resources: {limits: {cpu: 1, memory: 200Mi, example.com/gpu: 1}}
          readinessProbe: {httpGet: {path: /health, port: http}}
          securityContext: {capabilities: {drop: [ALL]}}
`;

describe('kinds of Kubernetes', () => {
  test('a sound object has no problem', async () => {
    expect(await problemsOf(deployment)).toEqual([]);
  });

  test('unknown fields, wrong types and missing fields are told together, each at its place', async () => {
    const broken = deployment
      .replace('containerPort: 80', 'containerPort: "80", hostport: 1')
      .replace('emptyDir: {medium', 'emptydir: {medium')
      .replace('  selector: {matchLabels: {name: carts}}\n', '  replica: 2\n')
      .replace('metadata:\n', 'metadata:\n  nmespace: x\n');
    expect(await problemsOf(broken)).toEqual([
      'metadata.nmespace: is no field of this kind',
      'spec.replica: is no field of this kind',
      'spec.selector: is required',
      'spec.template.spec.containers[0].ports[0].containerPort: must be integer',
      'spec.template.spec.containers[0].ports[0].hostport: is no field of this kind',
      'spec.template.spec.volumes[1].emptydir: is no field of this kind',
    ]);
  });

  test('values that Flux substitutes are left alone', async () => {
    expect(await problemsOf(deployment.replace('containerPort: 80', "containerPort: '${port}'"))).toEqual([]);
  });

  test.each([
    ['v1', 'ConfigMap', 'data: {a: b}'],
    ['networking.k8s.io/v1', 'NetworkPolicy', 'spec: {podSelector: {}, policyTypes: [Ingress]}'],
    ['rbac.authorization.k8s.io/v1', 'Role', 'rules: [{apiGroups: [""], resources: [pods], verbs: [get]}]'],
    ['policy/v1', 'PodDisruptionBudget', 'spec: {minAvailable: 50%, selector: {matchLabels: {a: b}}}'],
    ['v1', 'ResourceQuota', 'spec: {hard: {requests.cpu: "1"}}'],
    ['v1', 'LimitRange', 'spec: {limits: [{type: Container, max: {cpu: 1}}]}'],
    ['batch/v1', 'CronJob', 'spec: {schedule: "* * * * *", jobTemplate: {spec: {template: {}}}}'],
    [
      'admissionregistration.k8s.io/v1',
      'ValidatingAdmissionPolicy',
      'spec: {validations: [{expression: "true"}], paramKind: {apiVersion: v1, kind: ConfigMap}}',
    ],
  ])('%s %s', async (apiVersion, kind, rest) => {
    const text = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a}\n${rest}\n`;
    expect(await problemsOf(text)).toEqual([]);
    expect(await problemsOf(`${text}unknown: 1\n`)).toEqual(['unknown: is no field of this kind']);
  });
});

describe('kinds of Flux', () => {
  const git = `
apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: {name: a}
spec: {url: "https://example.com/a", interval: 1m0s, provider: aws}
`;

  test('GitRepository takes provider aws, and no invented one', async () => {
    expect(await problemsOf(git)).toEqual([]);
    expect(await problemsOf(git.replace('provider: aws', 'provider: gcp'))).toEqual([
      'spec.provider: must be one of generic, azure, github',
    ]);
  });

  test('durations are durations', async () => {
    expect(await problemsOf(git.replace('1m0s', 'soon'))).toEqual([
      'spec.interval: must be a duration such as 5m0s, got soon',
    ]);
    expect(await problemsOf(git.replace('1m0s', '1.5h'))).toEqual([]);
  });

  test.each([
    [
      'source.toolkit.fluxcd.io/v1',
      'OCIRepository',
      '{url: "oci://a.example/b", interval: 1m, verify: {provider: cosign, trustedRootSecretRef: {name: a}}}',
    ],
    [
      'kustomize.toolkit.fluxcd.io/v1',
      'Kustomization',
      '{interval: 1m, prune: true, sourceRef: {kind: GitRepository, name: a}, buildMetadata: [originAnnotations], ignore: [{paths: [/spec/replicas]}], postBuild: {substituteStrategy: Strict}}',
    ],
    [
      'helm.toolkit.fluxcd.io/v2',
      'HelmRelease',
      '{interval: 1m, chartRef: {kind: OCIRepository, name: a}, postRenderStrategy: Any, valuesFrom: [{kind: ConfigMap, name: a, literal: true}], values: {any: {thing: 1}}}',
    ],
    [
      'notification.toolkit.fluxcd.io/v1',
      'Receiver',
      '{type: generic-oidc, resources: [{kind: GitRepository, name: a, filter: x}], secretRef: {name: a}, oidcProviders: []}',
    ],
  ])('fields of Flux 2.9 that the package does not know yet: %s %s', async (apiVersion, kind, spec) => {
    const text = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a}\nspec: ${spec}\n`;
    expect(await problemsOf(text)).toEqual([]);
    expect(await problemsOf(text.replace('spec: {', 'spec: {unknown: 1, '))).toEqual([
      'spec.unknown: is no field of this kind',
    ]);
  });
});

describe('kinds with a schema of our own', () => {
  test.each([
    [
      'fluxcd.controlplane.io/v1',
      'FluxInstance',
      '{distribution: {version: 2.9.4, registry: ghcr.io/fluxcd}, components: [source-controller], cluster: {type: aws, multitenant: true}, sync: {kind: GitRepository, provider: aws, url: "https://a.example", ref: refs/heads/main, path: clusters/dev, interval: 1m}, kustomize: {patches: [{patch: x, target: {kind: Deployment}}]}}',
      'distribution',
    ],
    [
      'external-secrets.io/v1',
      'ExternalSecret',
      '{refreshInterval: 1h, secretStoreRef: {kind: SecretStore, name: aws}, target: {name: a, creationPolicy: Owner}, data: [{secretKey: a, remoteRef: {key: b, property: c}}]}',
      undefined,
    ],
    [
      'external-secrets.io/v1',
      'SecretStore',
      '{provider: {aws: {service: SecretsManager, region: us-west-2, auth: {jwt: {serviceAccountRef: {name: a}}}}}}',
      'provider',
    ],
    ['external-secrets.io/v1', 'ClusterSecretStore', '{provider: {vault: {any: thing}}}', 'provider'],
  ])('%s %s', async (apiVersion, kind, spec, required) => {
    const head = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a}\n`;
    expect(await problemsOf(`${head}spec: ${spec}\n`)).toEqual([]);
    expect(await problemsOf(`${head}spec: ${spec.replace('{', '{unknown: 1, ')}\n`)).toEqual([
      'spec.unknown: is no field of this kind',
    ]);
    const missing = required === undefined ? [] : [`spec.${required}: is required`];
    expect(await problemsOf(`${head}spec: {}\n`)).toEqual(missing);
  });
});

test.each([
  ['flagger.app/v1beta1', 'Canary'],
  ['v1', 'Container'],
  ['apps/v1', 'deployment'],
  ['../../etc/v1', 'Deployment'],
  ['apps/v1', '../v1/Pod'],
])('%s %s has no schema', async (apiVersion, kind) => {
  const object = { apiVersion, kind, metadata: { name: 'a' } };
  expect((await loadSchemas([object])).size).toBe(0);
});

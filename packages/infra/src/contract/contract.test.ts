import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cluster, Platform } from '@tideway/model';
import { afterAll, describe, expect, test } from 'vitest';
import { allows, matches, type Call } from '../iam/evaluate-policy.test.fixture.ts';
import { PlatformApp } from '../platform-app.ts';
import { sockShop } from '../sock-shop.test.data.ts';
import { threeAccounts } from '../three-accounts.test.data.ts';
import {
  generatedFiles,
  objectsFor,
  ofKind,
  type GeneratedObject,
} from './generated-objects.test.fixture.ts';
import { madeResources, madeRoles, type MadeRole } from './made-resources.test.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'tideway contract '));
afterAll(() => rmSync(folder, { recursive: true }));
const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)].sort();

/** Names are written out here, and not computed by the model: it made both sides. */
function sides(platform: Platform) {
  const app = new PlatformApp(platform, { outdir: join(folder, platform.name) });
  const shared = madeResources([app.repositories, ...app.tokens.values()]);
  const files = generatedFiles(platform);
  return { app, shared, files };
}

/** Calls to AWS that the controllers of a cluster make for its objects, by controller. */
function callsFor(
  cluster: Cluster,
  objects: readonly GeneratedObject[],
): ReadonlyMap<string, readonly Call[]> {
  const repositoryArn = (url: string): string => {
    const [, region, name] =
      /^https:\/\/git-codecommit\.([^.]+)\.amazonaws\.com\/v1\/repos\/(.+)$/.exec(url) ?? [];
    return `arn:aws:codecommit:${region ?? ''}:111122223333:${name ?? ''}`;
  };
  const imageArn = (image: string): string => {
    const [, account, region, name] = /^(\d+)\.dkr\.ecr\.([^.]+)\.amazonaws\.com\/(.+)$/.exec(image) ?? [];
    return `arn:aws:ecr:${region ?? ''}:${account ?? ''}:repository/${name ?? ''}`;
  };
  const sources = [
    ...ofKind(objects, 'GitRepository').map(({ spec }) => spec?.url ?? ''),
    ...ofKind(objects, 'FluxInstance').map(({ spec }) => spec?.sync?.url ?? ''),
  ];
  const pushes = ofKind(objects, 'ImageUpdateAutomation').map(({ metadata, spec }) => {
    const source = ofKind(objects, 'GitRepository').find(
      (one) =>
        one.metadata?.name === spec?.sourceRef?.name && one.metadata?.namespace === metadata?.namespace,
    );
    const branch = spec?.git?.push.branch ?? '';
    return { resource: repositoryArn(source?.spec?.url ?? ''), branch };
  });
  const images = ofKind(objects, 'ImageRepository').map(({ spec }) => imageArn(spec?.image ?? ''));
  const secrets = ofKind(objects, 'ExternalSecret').flatMap(({ metadata, spec }) => {
    const store = storeOf(objects, spec?.secretStoreRef?.name, metadata?.namespace);
    return (spec?.data ?? []).map(
      ({ remoteRef }) =>
        `arn:aws:secretsmanager:${store.region}:${cluster.aws.account}:secret:${store.prefix}${remoteRef.key}-AbCdEf`,
    );
  });
  return new Map<string, readonly Call[]>([
    [
      'source-controller',
      sources.map((url) => ({ action: 'codecommit:GitPull', resource: repositoryArn(url) })),
    ],
    [
      'image-automation-controller',
      pushes.flatMap(({ resource, branch }) => [
        { action: 'codecommit:GitPull', resource },
        {
          action: 'codecommit:GitPush',
          resource,
          context: { 'codecommit:References': `refs/heads/${branch}` },
        },
      ]),
    ],
    ['image-reflector-controller', images.map((resource) => ({ action: 'ecr:ListImages', resource }))],
    ['external-secrets', secrets.map((resource) => ({ action: 'secretsmanager:GetSecretValue', resource }))],
  ]);
}

/** The store that an ExternalSecret names; one in a tenant's repository gets its namespace from Flux. */
function storeOf(objects: readonly GeneratedObject[], name?: string, namespace?: string) {
  const stores = ofKind(objects, 'SecretStore').filter(
    ({ metadata }) =>
      metadata?.name === name &&
      (namespace === undefined ? metadata?.namespace !== 'flux-system' : metadata?.namespace === namespace),
  );
  const provider = stores[0]?.spec?.provider;
  if (stores.length !== 1 || typeof provider !== 'object' || provider.aws === undefined)
    throw new Error(`not one store ${name ?? ''} of AWS in ${namespace ?? 'the tenant'}`);
  return provider.aws;
}

describe.each([
  ['Sock Shop', sockShop],
  ['a platform in three accounts', threeAccounts],
])('%s', (_name, platform) => {
  const { app, shared, files } = sides(platform);
  const clusters = Object.values(platform.clusters);
  const all = clusters.flatMap((cluster) => objectsFor(files, cluster));

  test('Flux follows repositories that the stacks make where it looks, and the stacks make no other for it', () => {
    const followed = all.flatMap(({ kind, spec }) => [
      ...(kind === 'GitRepository' ? [spec?.url ?? ''] : []),
      ...(kind === 'FluxInstance' ? [spec?.sync?.url ?? ''] : []),
    ]);
    const made = shared
      .filter(({ type }) => type === 'AWS::CodeCommit::Repository')
      .map(
        ({ region, properties }) =>
          `https://git-codecommit.${region}.amazonaws.com/v1/repos/${String(properties['RepositoryName'])}`,
      );
    const sources = ['platform-repo', 'app-repo', 'front-repo'];
    expect(unique(followed)).toEqual(
      unique(made.filter((url) => !sources.includes(url.split('/').at(-1) ?? ''))),
    );
  });

  test('every image of a built service is in an ECR repository that the stacks make, and Flux scans those', () => {
    const made = shared
      .filter(({ type }) => type === 'AWS::ECR::Repository')
      .map(
        ({ account, region, properties }) =>
          `${account}.dkr.ecr.${region}.amazonaws.com/${String(properties['RepositoryName'])}`,
      );
    const scanned = ofKind(all, 'ImageRepository').map(({ spec }) => spec?.image ?? '');
    const run = [...files.values()].flatMap(
      (text) => text.match(/\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com\/[a-z0-9/_-]+/g) ?? [],
    );
    expect(made.length).toBeGreaterThan(0);
    expect(unique(scanned)).toEqual(unique(made));
    expect(unique(run)).toEqual(unique(made));
  });

  test('no generated file names an account or a region that is not the one of its stacks', () => {
    const places = new Set(clusters.map(({ aws }) => aws.account).concat(platform.aws.account));
    for (const [path, text] of files) {
      const accounts = text.match(/(?<![\da-f])\d{12}(?![\da-f])/g) ?? [];
      expect([path, accounts.filter((account) => !places.has(account))]).toEqual([path, []]);
      const regions = text.match(/\b(?:us|eu|ap|sa|ca|me|af)-[a-z]+-\d\b/g) ?? [];
      expect([path, regions.filter((region) => region !== platform.aws.region)]).toEqual([path, []]);
    }
  });

  test.each(clusters)(
    '$name: Flux substitutes from a ConfigMap that the stack writes, and only its keys',
    (cluster) => {
      const stacks = app.clusters.get(cluster.name);
      const manifests = madeResources([stacks?.cluster])
        .filter(({ type }) => type === 'Custom::AWSCDK-EKS-KubernetesResource')
        .flatMap(({ properties }) => properties['Manifest'] as readonly Manifest[]);
      const written = manifests.filter(
        // aws-auth is EKS's own.
        ({ kind, metadata }) => kind === 'ConfigMap' && metadata.namespace === 'flux-system',
      );
      const objects = objectsFor(files, cluster);
      const read = objects.flatMap(({ kind, metadata, spec }) =>
        kind === 'Kustomization'
          ? (spec?.postBuild?.substituteFrom ?? []).map(
              (from) => `${metadata?.namespace ?? ''}/${from.kind}/${from.name}`,
            )
          : [],
      );
      expect(read.length).toBeGreaterThan(0);
      expect(unique(read)).toEqual(
        unique(written.map(({ metadata }) => `${metadata.namespace ?? ''}/ConfigMap/${metadata.name}`)),
      );
      const keys = written.flatMap(({ data = {} }) => Object.keys(data));
      expect(keys).toEqual(['AWS_ACCOUNT', 'AWS_REGION', 'CLUSTER_NAME', 'VPC_ID', 'SOPS_KEY_ARN']);
      const used = [...files].flatMap(([path, text]) =>
        path.startsWith(`${platform.repositories.flux}/`)
          ? [...text.matchAll(/\$\{([A-Za-z_]\w*)[^}]*\}/g)].map(([, key]) => key ?? '')
          : [],
      );
      expect(used.filter((key) => !keys.includes(key))).toEqual([]);
    },
  );

  test.each(clusters)('$name: tokens of Receivers are where External Secrets looks for them', (cluster) => {
    const objects = objectsFor(files, cluster);
    const looked = ofKind(objects, 'ExternalSecret')
      .filter(({ metadata }) => metadata?.name === 'flux-receiver')
      .flatMap(({ metadata, spec }) => {
        const store = storeOf(objects, spec?.secretStoreRef?.name, metadata?.namespace);
        return (spec?.data ?? []).map(
          ({ remoteRef: { key, property } }) =>
            `${cluster.aws.account} ${store.region} ${store.prefix}${key} ${property}`,
        );
      });
    const made = shared
      .filter(
        ({ type, account }) => type === 'AWS::SecretsManager::Secret' && account === cluster.aws.account,
      )
      .map(({ account, region, properties }) => {
        const { GenerateStringKey } = properties['GenerateSecretString'] as {
          readonly GenerateStringKey: string;
        };
        return `${account} ${region} ${String(properties['Name'])} ${GenerateStringKey}`;
      });
    expect(looked.length).toBeGreaterThan(1);
    expect(unique(looked)).toEqual(unique(made));
  });

  test.each(clusters)(
    '$name: each controller with a role runs there, under the name that the role is for',
    (cluster) => {
      const objects = objectsFor(files, cluster);
      const { components = [] } = ofKind(objects, 'FluxInstance')[0]?.spec ?? {};
      const releases = ofKind(objects, 'HelmRelease').map(
        ({ spec }) => `${spec?.targetNamespace ?? ''}/${spec?.releaseName ?? ''}`,
      );
      const running = [...components.map((component) => `flux-system/${component}`), ...releases];
      const associated = associations(app, cluster).map(
        ({ properties }) => `${String(properties['Namespace'])}/${String(properties['ServiceAccount'])}`,
      );
      expect(associated.length).toBeGreaterThan(2);
      expect(associated.filter((one) => !running.includes(one))).toEqual([]);
    },
  );

  test.each(clusters)(
    '$name: roles allow what the objects there need, and name nothing that no object needs',
    (cluster) => {
      const calls = callsFor(cluster, objectsFor(files, cluster));
      const roles = effectiveRoles(app, cluster);
      for (const [controller, needed] of calls) {
        const statements = roles.get(controller)?.statements ?? [];
        const refused = needed.filter((call) => !allows(statements, call));
        expect([controller, refused]).toEqual([controller, []]);
        const named = statements
          .flatMap(({ Resource }) => [Resource].flat())
          .filter((resource) => resource !== '*');
        const unused = named.filter((pattern) => !needed.some(({ resource }) => matches(pattern, resource)));
        expect([controller, unused]).toEqual([controller, []]);
      }
      expect([...roles.keys()].filter((name) => !calls.has(name))).toEqual(['kustomize-controller']);
    },
  );

  test.each(clusters)(
    '$name: a pod of the right cluster, namespace and account takes on each role',
    (cluster) => {
      const { account } = cluster.aws;
      const made = rolesOf(app, cluster);
      for (const { properties, region } of associations(app, cluster)) {
        expect(region).toBe(cluster.aws.region);
        const name = `${platform.name}-${cluster.name}-${String(properties['ServiceAccount'])}`;
        const role = made.get(`arn:aws:iam::${account}:role/${name}`);
        expect(role?.trusts[0]).toMatchObject({
          Action: ['sts:AssumeRole', 'sts:TagSession'],
          Principal: { Service: 'pods.eks.amazonaws.com' },
          Condition: {
            StringEquals: {
              'aws:SourceAccount': account,
              'aws:RequestTag/eks-cluster-name': cluster.name,
              'aws:RequestTag/kubernetes-namespace': properties['Namespace'],
              'aws:RequestTag/kubernetes-service-account': properties['ServiceAccount'],
            },
          },
        });
        const target = properties['TargetRoleArn'] as string | undefined;
        if (target === undefined) continue;
        expect(target).toBe(`arn:aws:iam::${platform.aws.account}:role/${name}`);
        const call = { action: 'sts:AssumeRole', resource: target };
        expect(allows(role?.statements ?? [], call)).toBe(true);
        expect(allows(role?.statements ?? [], { ...call, resource: `${call.resource}-2` })).toBe(false);
        expect(made.get(target)?.trusts[0]).toMatchObject({
          Principal: { AWS: `arn:\${AWS::Partition}:iam::${account}:root` },
          Condition: { ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${account}:role/${name}` } },
        });
      }
    },
  );
});

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly data?: Readonly<Record<string, string>>;
}

function associations(app: PlatformApp, cluster: Cluster) {
  return madeResources([app.clusters.get(cluster.name)?.cluster]).filter(
    ({ type }) => type === 'AWS::EKS::PodIdentityAssociation',
  );
}

/** Roles of a cluster's controllers by ARN, at its own place and at the platform's. */
function rolesOf(app: PlatformApp, cluster: Cluster): ReadonlyMap<string, MadeRole> {
  const stacks = app.clusters.get(cluster.name);
  // One after the other: a logical id is good for one stack.
  const roles = [
    ...madeRoles(madeResources([stacks?.identity])),
    ...madeRoles(madeResources([stacks?.access])),
  ];
  return new Map(roles.map((role) => [role.arn, role]));
}

/** The role with which each controller works in the end, by controller. */
function effectiveRoles(app: PlatformApp, cluster: Cluster): ReadonlyMap<string, MadeRole> {
  const roles = rolesOf(app, cluster);
  return new Map(
    associations(app, cluster).map(({ properties }) => {
      const controller = String(properties['ServiceAccount']);
      const own = `arn:aws:iam::${cluster.aws.account}:role/${app.platform.name}-${cluster.name}-${controller}`;
      const role = roles.get((properties['TargetRoleArn'] as string | undefined) ?? own);
      if (role === undefined) throw new Error(`no role of ${controller} on ${cluster.name}`);
      return [controller, role];
    }),
  );
}

import type { Platform } from '@tideway/model';
import { describe, expect, test } from 'vitest';
import { sockShop } from '../sock-shop.test.data.ts';
import { synthesized } from '../testing/synthesized.test.fixture.ts';
import { threeAccounts } from '../testing/three-accounts.ts';
import { ADDON_ACCOUNTS, addonsOf } from './addons.test.fixture.ts';
import { associations } from './controller-roles.test.fixture.ts';
import { generatedFiles, objectsFor, ofKind } from './generated-objects.test.fixture.ts';
import { madeResources } from './made-resources.test.fixture.ts';
import { storeOf } from './needed-calls.test.fixture.ts';

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)].sort();

/** Names are written out here, and not computed by the model: it made both sides. */
function sides(platform: Platform) {
  const { app } = synthesized(platform);
  const shared = madeResources([app.repositories, ...app.tokens.values()]);
  const files = generatedFiles(platform);
  return { app, shared, files };
}

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly data?: Readonly<Record<string, string>>;
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
      const addons = addonsOf(app, cluster).map((name) => `kube-system/${ADDON_ACCOUNTS[name] ?? ''}`);
      const charts = madeResources([app.clusters.get(cluster.name)?.cluster])
        .filter(({ type }) => type === 'Custom::AWSCDK-EKS-HelmChart')
        .map(({ properties }) => {
          const { serviceAccount } = (properties['Values'] ?? {}) as {
            readonly serviceAccount?: { readonly create: boolean; readonly name: string };
          };
          const name = serviceAccount?.create === true ? serviceAccount.name : '';
          return `${String(properties['Namespace'])}/${name}`;
        });
      const running = [
        ...components.map((component) => `flux-system/${component}`),
        ...releases,
        ...addons,
        ...charts,
      ];
      const associated = associations(app, cluster).map(
        ({ properties }) => `${String(properties['Namespace'])}/${String(properties['ServiceAccount'])}`,
      );
      expect(associated.length).toBeGreaterThan(2);
      expect(associated.filter((one) => !running.includes(one))).toEqual([]);
    },
  );
});

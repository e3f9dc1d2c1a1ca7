import type { Cluster } from '@tideway/model';
import type { Call } from '../iam/evaluate-policy.test.fixture.ts';
import { ofKind, type GeneratedObject } from './generated-objects.test.fixture.ts';

/** Calls to AWS that the controllers of a cluster make for its objects, by controller. */
export function callsFor(
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

/** The store that an ExternalSecret names. */
export function storeOf(objects: readonly GeneratedObject[], name?: string, namespace?: string) {
  const stores = ofKind(objects, 'SecretStore').filter(
    ({ metadata }) => metadata?.name === name && metadata?.namespace === namespace,
  );
  const provider = stores[0]?.spec?.provider;
  if (stores.length !== 1 || typeof provider !== 'object' || provider.aws === undefined)
    throw new Error(`not one store ${name ?? ''} of AWS in ${namespace ?? 'no namespace'}`);
  return provider.aws;
}

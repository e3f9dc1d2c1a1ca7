import { generateRepositories } from '@tideway/gitops';
import { codeCommitUrl, ecrImage } from '@tideway/model';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { sockShop } from '../sock-shop.test.data.ts';
import { builtImages } from './images.ts';
import { firstFluxInstance } from './first-flux-instance.ts';
import { routes } from './receivers.ts';
import { fluxRepositories } from './repositories.ts';

interface GeneratedObject {
  readonly kind?: string;
  readonly metadata?: { readonly name: string; readonly namespace?: string };
  readonly spec?: {
    readonly url?: string;
    readonly image?: string;
    readonly sync?: { readonly url: string };
  };
  readonly resources?: readonly string[];
}

const [fluxRepo] = generateRepositories(sockShop, { model: 'platform.ts' });
const objects = new Map(
  [...(fluxRepo?.files ?? [])]
    .filter(([path]) => path.endsWith('.yaml'))
    .map(([path, { bytes }]) => [
      path,
      parseAllDocuments(Buffer.from(bytes).toString()).map((document) => document.toJS() as GeneratedObject),
    ]),
);
const all = [...objects.values()].flat();

function receiversIn(environment: string): readonly string[] {
  const overlay = `events/overlays/${environment}`;
  const files = objects.get(`${overlay}/kustomization.yaml`)?.[0]?.resources ?? [];
  return [...objects]
    .filter(
      ([path]) => path.startsWith('events/base/') || files.some((file) => path === `${overlay}/${file}`),
    )
    .flatMap(([, found]) => found)
    .filter(({ kind }) => kind === 'Receiver')
    .map(({ metadata }) => `${metadata?.namespace ?? ''}/${metadata?.name ?? ''}`)
    .sort();
}

test.each(Object.values(sockShop.clusters))(
  'events for $name reach exactly the Receivers in the flux-repo',
  (cluster) => {
    const told = routes(sockShop, cluster).map(({ namespace, receiver }) => `${namespace}/${receiver}`);
    expect(told.length).toBeGreaterThan(1);
    expect([...new Set(told)].sort()).toEqual(receiversIn(cluster.environment));
  },
);

test('Flux follows repositories that the stacks make, and no others', () => {
  const followed = all.flatMap(({ kind, spec }) => [
    ...(kind === 'GitRepository' ? [spec?.url] : []),
    ...(kind === 'FluxInstance' ? [spec?.sync?.url] : []),
  ]);
  const made = fluxRepositories(sockShop).map((name) => codeCommitUrl(sockShop, name));
  expect([...new Set(followed)].sort()).toEqual([...made].sort());
});

test('Flux scans image repositories that the stacks make, and no others', () => {
  const scanned = all.flatMap(({ kind, spec }) => (kind === 'ImageRepository' ? [spec?.image] : []));
  const made = builtImages(sockShop).map(({ image }) => ecrImage(sockShop, image));
  expect(scanned.length).toBeGreaterThan(0);
  expect([...new Set(scanned)].sort()).toEqual([...made].sort());
});

test.each(Object.values(sockShop.clusters))(
  'the first FluxInstance of $name looks where the one in the flux-repo does',
  (cluster) => {
    const instance = objects
      .get(
        [...objects.keys()].find(
          (path) =>
            path.startsWith(`clusters/${cluster.name}/`) &&
            objects.get(path)?.some(({ kind }) => kind === 'FluxInstance'),
        ) ?? '',
      )
      ?.find(({ kind }) => kind === 'FluxInstance');
    expect(instance?.spec?.sync).toBeDefined();
    const { interval, ...sync } = instance?.spec?.sync as Record<string, unknown>;
    expect(interval).toBe(sockShop.flux.intervals.git);
    expect(firstFluxInstance(sockShop, cluster)).toMatchObject({
      metadata: instance?.metadata,
      spec: { sync, distribution: { version: '2.9.x' } },
    });
  },
);

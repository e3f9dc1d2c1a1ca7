import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { firstFluxInstance } from '../flux/first-flux-instance.ts';
import { routes } from '../flux/receivers.ts';
import { sockShop } from '../sock-shop.test.data.ts';
import { threeAccounts } from '../testing/three-accounts.ts';
import { generatedFiles, objectsFor, ofKind } from './generated-objects.test.fixture.ts';

describe.each([
  ['Sock Shop', sockShop],
  ['a platform in three accounts', threeAccounts],
])('%s', (_name, platform) => {
  const files = generatedFiles(platform);
  const clusters = Object.values(platform.clusters);

  /** Receivers that the overlay of an environment really has: those of the bases and resources that it lists. */
  function receiversIn(environment: string): readonly string[] {
    const overlay = `${platform.repositories.flux}/events/overlays/${environment}`;
    const { resources } = parse(files.get(`${overlay}/kustomization.yaml`) ?? '') as {
      readonly resources: readonly string[];
    };
    const listed = new Map(
      [...files].filter(
        ([path]) => path.includes('/events/base/') || resources.some((file) => path === `${overlay}/${file}`),
      ),
    );
    const cluster = clusters.find((one) => one.environment === environment);
    if (cluster === undefined) throw new Error(`no cluster in ${environment}`);
    return ofKind(objectsFor(listed, cluster), 'Receiver')
      .map(({ metadata }) => `${metadata?.namespace ?? ''}/${metadata?.name ?? ''}`)
      .sort();
  }

  test.each(clusters)('events for $name reach exactly the Receivers in the flux-repo', (cluster) => {
    const told = routes(platform, cluster).map(({ namespace, receiver }) => `${namespace}/${receiver}`);
    expect(told.length).toBeGreaterThan(1);
    expect([...new Set(told)].sort()).toEqual(receiversIn(cluster.environment));
  });

  test.each(clusters)(
    'the first FluxInstance of $name looks where the one in the flux-repo does',
    (cluster) => {
      const [instance, ...others] = ofKind(objectsFor(files, cluster), 'FluxInstance');
      expect(others).toEqual([]);
      expect(instance?.spec?.sync).toBeDefined();
      const { interval, ...sync } = instance?.spec?.sync as unknown as Record<string, unknown>;
      expect(interval).toBe(platform.flux.intervals.git);
      expect(firstFluxInstance(platform, cluster)).toMatchObject({
        metadata: instance?.metadata,
        spec: { sync, distribution: { version: '2.9.x' } },
      });
    },
  );
});

import type { Platform, Tenant } from '@tideway/model';
import fc from 'fast-check';
import { loadAll } from 'js-yaml';
import { expect, test } from 'vitest';
import { anyPlatform } from './any-platform.test.data.ts';
import type { GeneratedRepository } from './generate-repositories.ts';
import type { Deployment, KubernetesObject } from './kinds/index.ts';
import { render } from './kustomize.test.data.ts';
import { generate, kustomizationIn, objectsIn, ofKind, textOf } from './shop.test.data.ts';

test('any platform gives safe paths and sound YAML without a blank line', () => {
  fc.assert(
    fc.property(anyPlatform, (platform) => {
      for (const from of generate(platform)) {
        for (const path of from.files.keys()) {
          expect(path).toMatch(/^(?:[\w-][\w.-]*\/)+[\w-][\w.-]*\.yaml$/);
          const text = textOf(from, path);
          expect(text).not.toMatch(/\n[ \t]*\n/);
          for (const object of loadAll(text)) expect(object).toHaveProperty('kind');
        }
      }
    }),
    { numRuns: 20 },
  );
});

test('every root of any platform renders with the real kustomize', async () => {
  await fc.assert(
    fc.asyncProperty(anyPlatform, async (platform) => {
      for (const { files } of generate(platform)) {
        for (const objects of (await render(files)).values()) expect(objects.length).toBeGreaterThan(0);
      }
    }),
    { numRuns: 2, interruptAfterTimeLimit: 45_000 },
  );
});

// A patch that kustomize merges in another way than was meant fails nothing and shows nowhere; so what it makes of
// base and overlay is held against what the base would be if it were written for that environment alone.
test('base and overlay together are what the environment asks for', async () => {
  await fc.assert(
    fc.asyncProperty(anyPlatform, async (platform) => {
      for (const [index, repository] of generate(platform).entries()) {
        const tenant = Object.values(platform.tenants)[index - 1];
        if (tenant === undefined) continue;
        const folders = Object.keys(platform.environments).map(
          (name) => `deploy/kubernetes/overlays/${name}`,
        );
        const rendered = await render(repository.files, folders);
        for (const [position, environment] of Object.keys(platform.environments).entries()) {
          const alone = generate(asIfEverywhere(platform, environment))[index];
          const objects = rendered.get(folders[position] ?? '') ?? [];
          const wanted = alone === undefined ? [] : objectsWithImages(alone, environment);
          expect(comparable(objects, tenant, environment)).toEqual(comparable(wanted, tenant, environment));
          expect(missingSecrets(objects)).toEqual([]);
        }
      }
    }),
    { numRuns: 4, interruptAfterTimeLimit: 45_000 },
  );
});

/** All objects of a base and of an overlay without patches, with the overlay's images. */
function objectsWithImages(from: GeneratedRepository, environment: string): readonly KubernetesObject[] {
  const folder = `deploy/kubernetes/overlays/${environment}`;
  const { images = [], patches = [] } = kustomizationIn(from, folder);
  expect(patches).toEqual([]);
  return [...from.files.keys()]
    .filter((path) => path.startsWith('deploy/kubernetes/base/') || path.startsWith(`${folder}/`))
    .filter((path) => !path.endsWith('/kustomization.yaml'))
    .flatMap((path) => objectsIn(from, path))
    .map((object) => {
      if (object.kind !== 'Deployment') return object;
      const deployment = structuredClone(object) as Deployment;
      for (const container of deployment.spec.template.spec.containers) {
        const image = images.find(({ name }) => name === container.image);
        if (image !== undefined) Object.assign(container, { image: `${image.newName}:${image.newTag}` });
      }
      return deployment;
    });
}

/** The platform with the base of every service as one environment has it, and no differences. */
function asIfEverywhere(platform: Platform, environment: string): Platform {
  const tenants = Object.values(platform.tenants).map((tenant): [string, Tenant] => {
    const services = Object.values(tenant.services).map((service) => {
      const settings = service.environments[environment] ?? service.base;
      const base = {
        ...settings,
        env: { ...service.base.env, ...settings.env },
        annotations: { ...service.base.annotations, ...settings.annotations },
      };
      const everywhere = Object.keys(platform.environments).map((name) => [name, base]);
      return [
        service.name,
        { ...service, base, environments: Object.fromEntries(everywhere) as typeof service.environments },
      ];
    });
    return [tenant.name, { ...tenant, services: Object.fromEntries(services) as Tenant['services'] }];
  });
  return { ...platform, tenants: Object.fromEntries(tenants) };
}

/** Objects by kind and name, with lists that Kubernetes takes for maps in one order. */
function comparable(
  objects: readonly KubernetesObject[],
  tenant: Tenant,
  environment: string,
): Readonly<Record<string, unknown>> {
  const shrunk = new Set(
    Object.values(tenant.services)
      .filter(({ base, environments }) => base.replicas > 1 && environments[environment]?.replicas === 1)
      .map(({ name }) => name),
  );
  const entries = objects
    // A secret of the base is fetched in every environment, needed or not.
    .filter(({ kind }) => kind !== 'ExternalSecret')
    // What several pods of the base need stays where an environment has one: it does no harm to it.
    .filter(({ kind, metadata }) => kind !== 'PodDisruptionBudget' || !shrunk.has(metadata.name))
    .map((object) => [
      `${object.kind} ${object.metadata.name}`,
      object.kind === 'Deployment' ? sorted(object as Deployment, shrunk) : object,
    ]);
  return Object.fromEntries(entries) as Readonly<Record<string, unknown>>;
}

function sorted(deployment: Deployment, shrunk: ReadonlySet<string>): unknown {
  const { topologySpreadConstraints, ...pod } = deployment.spec.template.spec;
  return {
    ...deployment,
    spec: {
      ...deployment.spec,
      template: {
        ...deployment.spec.template,
        spec: {
          ...pod,
          ...(!shrunk.has(deployment.metadata.name) && { topologySpreadConstraints }),
          volumes: byKey(pod.volumes ?? [], 'name'),
          containers: pod.containers.map((container) => ({
            ...container,
            env: byKey(container.env ?? [], 'name'),
            volumeMounts: byKey(container.volumeMounts ?? [], 'mountPath'),
          })),
        },
      },
    },
  };
}

function byKey<Item, Key extends keyof Item & string>(items: readonly Item[], key: Key): readonly Item[] {
  return items.toSorted((left, right) => String(left[key]).localeCompare(String(right[key])));
}

/** Keys of secrets that a container asks for and nobody fetches. */
function missingSecrets(objects: readonly KubernetesObject[]): readonly string[] {
  const fetched = new Set(
    ofKind(objects, 'ExternalSecret').flatMap(({ spec }) =>
      spec.data.map(({ secretKey }) => `${spec.target.name} ${secretKey}`),
    ),
  );
  return ofKind(objects, 'Deployment')
    .flatMap(({ spec }) => spec.template.spec.containers)
    .flatMap(({ env }) => env ?? [])
    .flatMap((variable) => ('valueFrom' in variable ? [variable.valueFrom.secretKeyRef] : []))
    .map(({ name, key }) => `${name} ${key}`)
    .filter((one) => !fetched.has(one));
}

import { beforeAll, expect, test } from 'vitest';
import type { KubernetesObject } from './kinds/index.ts';
import { render } from './kustomize.test.data.ts';
import { ofKind, textOf } from './shop.test.data.ts';
import { fluxRepo, microservicesRepo, sockShop } from './sock-shop.test.data.ts';

let flux: ReadonlyMap<string, readonly KubernetesObject[]>;
let services: ReadonlyMap<string, readonly KubernetesObject[]>;

beforeAll(async () => {
  flux = await render(fluxRepo.files);
  services = await render(microservicesRepo.files);
});

/** What a cluster of an environment runs of the shop. */
function overlay(environment: string): readonly KubernetesObject[] {
  return services.get(`deploy/kubernetes/overlays/${environment}`) ?? [];
}

function count(objects: readonly KubernetesObject[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    [...new Set(objects.map(({ kind }) => kind))]
      .sort()
      .map((kind) => [kind, objects.filter((object) => object.kind === kind).length]),
  );
}

test('every folder with a kustomization.yaml renders', () => {
  const folders = (tree: ReadonlyMap<string, unknown>): readonly string[] =>
    [...tree.keys()]
      .filter((path) => path.endsWith('/kustomization.yaml'))
      .map((path) => path.replace('/kustomization.yaml', ''));
  expect([...flux.keys()].sort()).toEqual(folders(fluxRepo.files).toSorted());
  expect([...services.keys()].sort()).toEqual(folders(microservicesRepo.files).toSorted());
});

test('development runs 14 Deployments behind 14 Services, and makes no Namespace', () => {
  expect(count(overlay('development'))).toEqual({
    Deployment: 14,
    ExternalSecret: 2,
    NetworkPolicy: 14,
    Service: 14,
  });
});

test.each(['testing', 'production'])('%s runs the same services', (environment) => {
  const names = (objects: readonly KubernetesObject[]): readonly string[] =>
    objects
      .filter(({ kind }) => kind === 'Deployment' || kind === 'Service')
      .map(({ kind, metadata }) => `${kind} ${metadata.name}`);
  expect(names(overlay(environment))).toEqual(names(overlay('development')));
  expect(count(overlay(environment))['Namespace']).toBeUndefined();
});

test('only production keeps data on volumes, and only there pods of a database are replaced one by the other', () => {
  const claims = (environment: string): readonly string[] =>
    ofKind(overlay(environment), 'PersistentVolumeClaim').map(({ metadata }) => metadata.name);
  expect(claims('development')).toEqual([]);
  expect(claims('testing')).toEqual([]);
  expect(claims('production')).toEqual([
    'carts-db-data',
    'catalogue-db-data',
    'orders-db-data',
    'user-db-data',
  ]);
  const recreated = ofKind(overlay('production'), 'Deployment').filter(
    ({ spec }) => spec.strategy.type === 'Recreate',
  );
  expect(recreated.map(({ metadata }) => metadata.name)).toEqual([
    'carts-db',
    'catalogue-db',
    'orders-db',
    'user-db',
  ]);
  for (const { spec } of recreated) {
    const mounted = spec.template.spec.volumes?.filter((volume) => 'persistentVolumeClaim' in volume);
    expect(mounted).toHaveLength(1);
    expect(Object.keys(mounted?.[0] ?? {}).sort()).toEqual(['name', 'persistentVolumeClaim']);
  }
});

test('services with several pods have a budget and are spread', () => {
  for (const environment of Object.keys(sockShop.environments)) {
    const replicated = ofKind(overlay(environment), 'Deployment').filter(({ spec }) => spec.replicas > 1);
    const budgets = ofKind(overlay(environment), 'PodDisruptionBudget');
    expect(budgets.map(({ metadata }) => metadata.name)).toEqual(
      replicated.map(({ metadata }) => metadata.name),
    );
    expect(replicated.every(({ spec }) => spec.template.spec.topologySpreadConstraints?.length === 2)).toBe(
      true,
    );
  }
});

test("nothing but the front-end's image is replaced", () => {
  const images = (objects: readonly KubernetesObject[]): ReadonlyMap<string, string> =>
    new Map(
      ofKind(objects, 'Deployment').flatMap(({ metadata, spec }) =>
        spec.template.spec.containers.map(({ name, image }) => [`${metadata.name}/${name}`, image] as const),
      ),
    );
  const base = images(services.get('deploy/kubernetes/base') ?? []);
  for (const environment of Object.keys(sockShop.environments)) {
    const changed = [...images(overlay(environment))].filter(([name, image]) => base.get(name) !== image);
    expect(changed).toEqual([
      [
        'front-end/front-end',
        '111122223333.dkr.ecr.us-west-2.amazonaws.com/weaveworksdemos/front-end:main-0000000-0',
      ],
    ]);
  }
});

test('every container has requests, limits, probes and no privileges', () => {
  const containers = ofKind(overlay('production'), 'Deployment').flatMap(
    ({ spec }) => spec.template.spec.containers,
  );
  expect(containers).toHaveLength(15);
  for (const { resources, livenessProbe, readinessProbe, securityContext } of containers) {
    expect(Object.keys(resources.requests)).toEqual(['cpu', 'memory']);
    expect(Object.keys(resources.limits)).toEqual(['cpu', 'memory']);
    expect(livenessProbe).toBeDefined();
    expect(readinessProbe).toBeDefined();
    expect(securityContext).toMatchObject({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
    });
  }
});

test("a tenant's repository holds only kinds that its Role may manage", () => {
  const [role] = ofKind(flux.get('apps/base/sock-shop') ?? [], 'Role');
  const managed = role?.rules
    .filter(({ verbs }) => verbs.includes('create'))
    .flatMap(({ resources }) => resources);
  const kinds = new Set(
    Object.keys(sockShop.environments).flatMap((name) => overlay(name).map(({ kind }) => kind)),
  );
  const plural = (kind: string): string => kind.toLowerCase().replace(/y$/, 'ie') + 's';
  expect([...kinds].map(plural).sort()).toEqual(managed?.toSorted());
});

test('no password and no Secret is anywhere', () => {
  for (const repository of [fluxRepo, microservicesRepo]) {
    for (const path of repository.files.keys()) {
      const text = textOf(repository, path);
      expect(text).not.toMatch(/^kind: Secret$/m);
      // A Receiver has to name the Secret of its token, which External Secrets fetches; nothing else names one.
      expect(text.replaceAll(/^ {2}secretRef:\n {4}name: flux-receiver$/gm, '')).not.toMatch(
        /^\s*secretRef:/m,
      );
      expect(text).not.toMatch(/fake_password/);
    }
  }
});

import { definePlatform, type Platform, type PlatformInput } from '@tideway/model';
import fc from 'fast-check';

// Names that YAML, Kustomize or the layout of the files could take for something else are as good as others.
const words = [
  'web',
  'a',
  'x-1',
  'kustomization',
  'base',
  'patch',
  'overlays',
  'yes',
  'on',
  'null',
  'true',
  'y',
  'e1',
];
const names = (maxLength: number): fc.Arbitrary<string[]> =>
  fc.uniqueArray(fc.constantFrom(...words), { minLength: 1, maxLength });

const text = fc.oneof(
  fc.constantFrom(
    '',
    'yes',
    '0123',
    '2026-11-22',
    '1:30',
    '1e3',
    'null',
    '~',
    'a: b',
    '# x',
    '- y',
    "it's",
    '"',
    '$(X)',
    'ü',
  ),
  fc.stringMatching(/^[ -~]{0,20}$/),
);
const secret = fc.record({
  kind: fc.constant('secret' as const),
  secret: fc.constantFrom('yes', 'db', 'api.example'),
  key: fc.constantFrom('a', 'on', '0123'),
});
// Such a name is never taken for one of a secret, whose values the model does not allow.
const variables = fc.dictionary(fc.constantFrom('A', 'B', 'YES', 'N'), fc.oneof(text, secret), {
  maxKeys: 3,
});
const cpus = fc.constantFrom('100m', '0.5', '1');
const sizes = fc.constantFrom('64Mi', '1Gi', '1000000000');
const resources = fc.record(
  { limits: fc.record({ cpu: cpus, memory: sizes }, { requiredKeys: [] }) },
  { requiredKeys: [] },
);
const volume = fc.record({
  mountPath: fc.constantFrom('/a', '/b', '/yes'),
  kind: fc.constantFrom('memory' as const, 'disk' as const, 'persistent' as const),
  size: sizes,
});
const volumes = fc
  .dictionary(fc.constantFrom('data', 'tmp', 'on'), volume, { maxKeys: 2 })
  .filter(
    (all) => new Set(Object.values(all).map(({ mountPath }) => mountPath)).size === Object.keys(all).length,
  );
const annotations = fc.dictionary(fc.constantFrom('example.com/a', 'b', 'yes'), text, { maxKeys: 2 });
const ports = fc.constantFrom(
  {},
  { http: 80 },
  { http: { port: 80, targetPort: 8080 }, on: { port: 90, published: false } },
);

interface AnyService {
  readonly built: boolean;
  readonly env: Readonly<Record<string, unknown>>;
  readonly ports: Readonly<Record<string, unknown>>;
  readonly volumes: Readonly<Record<string, { readonly mountPath: string; readonly kind: string }>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly replicas: number;
  readonly exposed: boolean;
  readonly sidecar: boolean;
  readonly differences: readonly Differences[];
}

interface Differences {
  readonly replicas?: number;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly resources?: object;
  readonly env?: Readonly<Record<string, unknown>>;
  readonly volumes?: AnyService['volumes'];
}

const differences: fc.Arbitrary<Differences> = fc.record(
  { replicas: fc.integer({ min: 1, max: 3 }), annotations, resources, env: variables, volumes },
  { requiredKeys: [] },
);
const service: fc.Arbitrary<AnyService> = fc.record({
  built: fc.boolean(),
  env: variables,
  ports,
  volumes,
  annotations,
  replicas: fc.integer({ min: 1, max: 3 }),
  exposed: fc.boolean(),
  sidecar: fc.boolean(),
  differences: fc.array(differences, { minLength: 3, maxLength: 3 }),
});

/** Any platform that the model accepts, within reason: every kind of field, and names that are easy to get wrong. */
export const anyPlatform: fc.Arbitrary<Platform> = fc
  .record({
    environments: names(3),
    tenants: fc.array(
      fc.record({ names: names(4), services: fc.array(service, { minLength: 4, maxLength: 4 }) }),
      {
        minLength: 1,
        maxLength: 2,
      },
    ),
    controllers: names(2),
    bootstrap: fc.constantFrom('flux-operator' as const, 'flux-cli' as const),
  })
  .map(({ environments, tenants, controllers, bootstrap }) => {
    const named = tenants.map(
      ({ names: services, ...tenant }, index) => [`tenant-${index}`, services, tenant] as const,
    );
    return definePlatform({
      name: 'any',
      aws: { account: '111122223333', region: 'us-west-2' },
      flux: { bootstrap },
      environments: Object.fromEntries(
        environments.map((name, index) => [name, index === 0 ? { images: 'automated' } : {}]),
      ),
      clusters: Object.fromEntries(
        environments.map((environment, index) => [
          `c-${environment}`,
          { environment, kubernetes: '1.36', cidr: `10.${index}.0.0/16` },
        ]),
      ),
      controllers: Object.fromEntries(
        controllers.map((name) => [
          name,
          { chart: `oci://example.com/${name}`, version: '1.0.0', values: { on: 'yes', list: [1, '01'] } },
        ]),
      ),
      tenants: Object.fromEntries(
        named.map(([name, services, tenant]) => [
          name,
          {
            repository: `${name}-repo`,
            quota: plenty,
            services: Object.fromEntries(
              services.map((own, index) => {
                const shape = tenant.services[index];
                if (shape === undefined) throw new Error('as many services as names');
                return [
                  own,
                  serviceInput(shape, {
                    tenant: name,
                    name: own,
                    environments,
                    before: services.slice(0, index),
                  }),
                ];
              }),
            ),
          },
        ]),
      ),
    } as PlatformInput);
  });

const plenty = {
  requests: { cpu: '1000', memory: '1000Gi' },
  limits: { cpu: '1000', memory: '1000Gi' },
  pods: 1000,
  persistentVolumeClaims: 1000,
  storage: '1000Gi',
};

interface Surroundings {
  readonly tenant: string;
  readonly name: string;
  readonly environments: readonly string[];
  readonly before: readonly string[];
}

/** Keeps a service to the rules of the model: one pod where data is kept, no two volumes at one path. */
function serviceInput(shape: AnyService, { tenant, name, environments, before }: Surroundings): object {
  const { built, differences: all, replicas, sidecar, ...rest } = shape;
  const allowed = all.map((one) => ({ ...one, volumes: compatible(rest.volumes, one.volumes ?? {}) }));
  const keepsData = [rest.volumes, ...allowed.map((one) => one.volumes)].some((one) =>
    Object.values(one).some(({ kind }) => kind === 'persistent'),
  );
  return {
    ...rest,
    image: built
      ? {
          kind: 'built',
          app: `apps/${name}`,
          source: `${tenant}-${name}-source`,
          repository: `${tenant}/${name}`,
        }
      : { kind: 'pinned', reference: 'acme/image:1.0' },
    replicas: keepsData ? 1 : replicas,
    calls: before,
    ...(sidecar && {
      sidecars: { proxy: { image: { kind: 'pinned', reference: 'acme/proxy:1' }, ports: { proxy: 9901 } } },
    }),
    environments: Object.fromEntries(
      environments.map((environment, index) => {
        const own = allowed[index] ?? {};
        return [environment, { ...own, ...(keepsData && { replicas: 1 }) }];
      }),
    ),
  };
}

function compatible(base: AnyService['volumes'], own: AnyService['volumes']): AnyService['volumes'] {
  const paths = Object.values({ ...base, ...own }).map(({ mountPath }) => mountPath);
  return new Set(paths).size === paths.length ? own : {};
}

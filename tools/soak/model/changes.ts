import type { Dice } from '../people/dice.ts';
import { plainService, type DifferenceSpec, type ServiceSpec, type Spec } from './spec.ts';

/** Ways in which a model changes. */
export const modelChanges = [
  'add-service',
  'remove-service',
  'rename-service',
  'rename-image',
  'bump-version',
  'build-or-pin',
  'move-registry',
  'replicas',
  'variable',
  'port',
  'exposed',
  'difference',
  'no-difference',
  'add-environment',
  'remove-environment',
  'rename-environment',
  'promotion-or-robot',
  'quota',
] as const;

/** One of {@link modelChanges}. */
export type ModelChange = (typeof modelChanges)[number];

const names = ['api', 'queue', 'search', 'pay', 'front'] as const;

/** A model after a change; the same one where the change does not apply. */
export function changed(spec: Spec, change: ModelChange, dice: Dice): Spec {
  const { environments, services } = spec;
  const free = names.filter((name) => services.every((service) => service.name !== name));
  const environment = dice.pick(environments);
  const on = (how: (service: ServiceSpec) => ServiceSpec): Spec => {
    const chosen = dice.pick(services);
    return { ...spec, services: services.map((service) => (service === chosen ? how(service) : service)) };
  };
  const differ = (how: (before: DifferenceSpec, service: ServiceSpec) => DifferenceSpec): Spec =>
    on((service) => ({
      ...service,
      differences: {
        ...service.differences,
        [environment.name]: how(service.differences[environment.name] ?? {}, service),
      },
    }));
  switch (change) {
    case 'add-service': {
      const [name] = free;
      if (name === undefined || services.length >= 6) return spec;
      const image = dice.chance(0.5)
        ? ({ kind: 'built', ecr: `shop/${name}` } as const)
        : ({ kind: 'pinned', version: 1 } as const);
      return { ...spec, services: [...services, { ...plainService(name), image }] };
    }
    case 'remove-service': {
      if (services.length < 2) return spec;
      const chosen = dice.pick(services);
      return { ...spec, services: services.filter((service) => service !== chosen) };
    }
    case 'rename-service':
      return free.length === 0 ? spec : on((service) => ({ ...service, name: dice.pick(free) }));
    case 'rename-image':
      return on((service) =>
        service.image.kind === 'built'
          ? { ...service, image: { kind: 'built', ecr: `store/${service.name}` } }
          : service,
      );
    case 'bump-version':
      return on((service) =>
        service.image.kind === 'pinned'
          ? { ...service, image: { kind: 'pinned', version: service.image.version + 1 } }
          : service,
      );
    case 'build-or-pin':
      return on((service) => ({
        ...service,
        image:
          service.image.kind === 'built'
            ? { kind: 'pinned', version: 1 }
            : { kind: 'built', ecr: `shop/${service.name}` },
      }));
    case 'move-registry':
      return dice.chance(0.5)
        ? { ...spec, account: spec.account === '111122223333' ? '444455556666' : '111122223333' }
        : { ...spec, region: spec.region === 'us-west-2' ? 'eu-central-1' : 'us-west-2' };
    case 'replicas':
      return on((service) => ({ ...service, replicas: (service.replicas % 4) + 1 }));
    case 'variable':
      return on((service) => ({
        ...service,
        env: { ...service.env, [dice.pick(['MODE', 'LEVEL', 'REGION'])]: `v${dice.below(100)}` },
      }));
    case 'port':
      return on((service) => ({ ...service, port: 8080 + dice.below(20) }));
    case 'exposed':
      return on((service) => ({
        ...service,
        exposed: !service.exposed,
        differences: withoutLoadBalancers(service.differences),
      }));
    case 'difference':
      return differ((before, { exposed }) => ({
        ...before,
        ...dice.pick<DifferenceSpec>([
          { replicas: 2 + dice.below(3) },
          { env: { MODE: `e${dice.below(100)}` } },
          { annotation: `n${dice.below(100)}` },
          ...(exposed ? [{ loadBalancer: before.loadBalancer !== true }] : []),
        ]),
      }));
    case 'no-difference':
      return differ(() => ({}));
    case 'add-environment':
      return environments.length > 2
        ? spec
        : { ...spec, environments: [...environments, { name: freeStage(spec), automated: false }] };
    case 'remove-environment':
      return environments.length < 2
        ? spec
        : { ...spec, environments: environments.filter((one) => one !== environment) };
    case 'rename-environment': {
      const name = freeStage(spec);
      return {
        ...spec,
        environments: environments.map((one) => (one === environment ? { ...one, name } : one)),
        services: services.map((service) => ({
          ...service,
          differences: renamedKey(service.differences, environment.name, name),
        })),
      };
    }
    case 'promotion-or-robot':
      return {
        ...spec,
        environments: environments.map((one) =>
          one === environment ? { ...one, automated: !one.automated } : one,
        ),
      };
    case 'quota':
      return { ...spec, pods: spec.pods + 1 };
  }
}

function freeStage({ environments }: Spec): string {
  const used = new Set(environments.map(({ name }) => name));
  return ['production', 'staging', 'preview', 'testing'].find((name) => !used.has(name)) ?? 'last';
}

function renamedKey<T>(record: Readonly<Record<string, T>>, from: string, to: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key === from ? to : key, value]));
}

function withoutLoadBalancers(differences: ServiceSpec['differences']): ServiceSpec['differences'] {
  return Object.fromEntries(
    Object.entries(differences).map(([name, difference]) => [name, { ...difference, loadBalancer: false }]),
  );
}

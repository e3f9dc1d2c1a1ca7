import { ecrRegistry, type Platform, type Service, type Tenant } from '@tideway/model';
import { type Entity, entityName } from './entity.ts';

const apiVersion = 'backstage.io/v1alpha1';

/** Name of the Group that owns what belongs to no tenant. */
const platformTeam = 'platform';

/**
 * The catalog of a platform, in Backstage's words: the platform is a Domain, a tenant a System and a Group, a service a
 * Component, and an API where others may call it; clusters and repositories are Resources. All of them are in a namespace
 * of the platform's name: another platform in the same catalog has a cluster `dev` and a service `front-end` as well.
 */
export function catalogEntities(platform: Platform): readonly Entity[] {
  const tenants = Object.values(platform.tenants);
  const entities: readonly Entity[] = [
    group(teamOf(platform), `Runs ${platform.name}`),
    {
      apiVersion,
      kind: 'Domain',
      metadata: { name: entityName(platform.name) },
      spec: { owner: `group:${teamOf(platform)}` },
    },
    monorepo(platform),
    ...clusters(platform),
    ...gitRepositories(platform),
    ...tenants.flatMap((tenant) => tenantEntities(platform, tenant)),
  ];
  // References name no namespace: Backstage looks for them in that of the entity they are in.
  return entities.map((entity) => {
    const { name, ...metadata } = entity.metadata;
    return { ...entity, metadata: { name, namespace: platform.name, ...metadata } };
  });
}

/** A tenant may have the name that the platform's team would have. */
function teamOf({ name, tenants }: Platform): string {
  return Object.hasOwn(tenants, platformTeam) ? entityName(name, platformTeam) : platformTeam;
}

function group(name: string, description: string): Entity {
  return {
    apiVersion,
    kind: 'Group',
    metadata: { name: entityName(name), description },
    spec: { type: 'team', children: [] },
  };
}

function monorepo(platform: Platform): Entity {
  const { repositories, name } = platform;
  const resources = new Set([repositories.monorepo, repositories.flux].map((each) => gitReference(each)));
  return {
    apiVersion,
    kind: 'Component',
    metadata: {
      name: entityName(name, 'monorepo'),
      description: `The model of ${name}, and what is made of it`,
      annotations: { 'backstage.io/techdocs-ref': 'dir:.' },
    },
    spec: {
      type: 'documentation',
      lifecycle: 'production',
      owner: `group:${teamOf(platform)}`,
      dependsOn: [...resources],
    },
  };
}

function clusters(platform: Platform): readonly Entity[] {
  return Object.values(platform.clusters).map((cluster) => ({
    apiVersion,
    kind: 'Resource',
    metadata: {
      name: entityName('cluster', cluster.name),
      title: cluster.name,
      description: `Kubernetes ${cluster.kubernetes} for ${cluster.environment}, in ${cluster.aws.account}/${cluster.aws.region}`,
    },
    spec: {
      type: 'kubernetes-cluster',
      owner: `group:${teamOf(platform)}`,
      dependsOn: [gitReference(platform.repositories.flux)],
    },
  }));
}

function gitReference(repository: string): string {
  return `resource:${entityName('git', repository)}`;
}

function gitRepositories(platform: Platform): readonly Entity[] {
  const owners = new Map<string, string>();
  for (const repository of [platform.repositories.monorepo, platform.repositories.flux])
    owners.set(repository, teamOf(platform));
  for (const tenant of Object.values(platform.tenants)) {
    owners.set(tenant.repository, tenant.name);
    for (const { container, sidecars } of Object.values(tenant.services))
      for (const { image } of [container, ...sidecars])
        if (image.kind === 'built') owners.set(image.source, tenant.name);
  }
  return [...owners].map(([repository, owner]) => ({
    apiVersion,
    kind: 'Resource',
    metadata: {
      name: entityName('git', repository),
      title: repository,
      description: `CodeCommit repository in ${platform.aws.account}/${platform.aws.region}`,
    },
    spec: { type: 'git-repository', owner: `group:${entityName(owner)}` },
  }));
}

function tenantEntities(platform: Platform, tenant: Tenant): readonly Entity[] {
  const services = Object.values(tenant.services);
  const called = new Set(services.flatMap(({ calls }) => calls));
  const owner = `group:${entityName(tenant.name)}`;
  const images = new Set(
    services.flatMap(({ container, sidecars }) =>
      [container, ...sidecars].flatMap(({ image }) => (image.kind === 'built' ? [image.repository] : [])),
    ),
  );
  const system: Entity = {
    apiVersion,
    kind: 'System',
    metadata: {
      name: entityName(tenant.name),
      description: `Namespace ${tenant.namespace}, delivered by ${tenant.repository}`,
    },
    spec: { owner, domain: entityName(platform.name) },
  };
  const registries: readonly Entity[] = [...images].map((repository) => ({
    apiVersion,
    kind: 'Resource',
    metadata: {
      name: entityName('ecr', repository),
      title: repository,
      description: `Images in ${ecrRegistry(platform)}`,
    },
    spec: { type: 'container-image-repository', owner, system: entityName(tenant.name) },
  }));
  return [
    group(tenant.name, `Owns the namespace ${tenant.namespace}`),
    system,
    ...registries,
    ...services.flatMap((service) => serviceEntities(platform, tenant, service, called)),
  ];
}

function serviceEntities(
  platform: Platform,
  tenant: Tenant,
  service: Service,
  called: ReadonlySet<string>,
): readonly Entity[] {
  const nameOf = (name: string): string => serviceName(platform, tenant, name);
  const owner = `group:${entityName(tenant.name)}`;
  const common = { lifecycle: 'production', owner, system: entityName(tenant.name) };
  const provides = called.has(service.name) || service.exposed;
  const { image, ports } = service.container;
  const component: Entity = {
    apiVersion,
    kind: 'Component',
    metadata: {
      name: nameOf(service.name),
      annotations: {
        // Another tenant may have a service of the same name.
        'backstage.io/kubernetes-namespace': tenant.namespace,
        'backstage.io/kubernetes-label-selector': `name=${service.name}`,
      },
    },
    spec: {
      type: 'service',
      ...common,
      ...(provides && { providesApis: [`api:${nameOf(service.name)}`] }),
      ...(service.calls.length > 0 && { consumesApis: service.calls.map((name) => `api:${nameOf(name)}`) }),
      dependsOn: [
        gitReference(tenant.repository),
        ...(image.kind === 'built'
          ? [gitReference(image.source), `resource:${entityName('ecr', image.repository)}`]
          : []),
        ...service.calls.map((name) => `component:${nameOf(name)}`),
      ],
    },
  };
  const lines = ports
    .filter(({ published }) => published)
    .map(({ name, port }) => `${name}: ${service.name}.${tenant.namespace}.svc.cluster.local:${port}\n`);
  const api: Entity = {
    apiVersion,
    kind: 'API',
    metadata: { name: nameOf(service.name), description: `What ${service.name} answers inside of a cluster` },
    spec: { type: 'kubernetes-service', ...common, definition: lines.join('') || service.name },
  };
  return provides ? [component, api] : [component];
}

/** The service's own name, unless another tenant has one of that name. */
function serviceName(platform: Platform, tenant: Tenant, name: string): string {
  const owners = Object.values(platform.tenants).filter(({ services }) => Object.hasOwn(services, name));
  return owners.length > 1 ? entityName(tenant.name, name) : entityName(name);
}

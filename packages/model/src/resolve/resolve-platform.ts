import type { Cluster, Controller, Environment, Platform, Tenant } from '../platform.ts';
import type { ParsedPlatform, ParsedTenant } from '../schema/platform-schema.ts';
import { mapRecord } from './map-record.ts';
import { resolveAddons } from './resolve-addons.ts';
import { resolveService } from './resolve-service.ts';

/** Turns what was written into what everything else works with: names inside, every default filled in. */
export function resolvePlatform(parsed: ParsedPlatform): Platform {
  const environments = resolveEnvironments(parsed.environments);
  return {
    name: parsed.name,
    aws: parsed.aws,
    repositories: parsed.repositories,
    flux: parsed.flux,
    environments,
    clusters: mapRecord(parsed.clusters, (name, cluster) => resolveCluster(name, cluster, parsed)),
    controllers: mapRecord(parsed.controllers, resolveController),
    tenants: mapRecord(parsed.tenants, (name, tenant) =>
      resolveTenant(name, tenant, Object.keys(environments)),
    ),
  };
}

function resolveEnvironments(parsed: ParsedPlatform['environments']): Platform['environments'] {
  let before: string | undefined;
  return mapRecord(parsed, (name, { images, approval, promotesFrom }): Environment => {
    const from = promotesFrom ?? (images === 'promoted' ? before : undefined);
    before = name;
    return { name, images, approval, ...(from !== undefined && { promotesFrom: from }) };
  });
}

function resolveCluster(
  name: string,
  parsed: ParsedPlatform['clusters'][string],
  platform: ParsedPlatform,
): Cluster {
  return {
    name,
    environment: parsed.environment,
    kubernetes: parsed.kubernetes,
    aws: {
      account: parsed.aws.account ?? platform.aws.account,
      region: parsed.aws.region ?? platform.aws.region,
    },
    nodes: parsed.nodes,
    cidr: parsed.cidr,
    endpoint: parsed.endpoint,
    addons: resolveAddons(parsed.kubernetes, parsed.addons),
  };
}

function resolveController(name: string, parsed: ParsedPlatform['controllers'][string]): Controller {
  return {
    name,
    namespace: parsed.namespace ?? name,
    chart: parsed.chart,
    version: parsed.version,
    ...(parsed.verify && { verify: parsed.verify }),
    // Cloned because the platform is frozen, and these objects belong to the caller.
    values: structuredClone(parsed.values),
    environments: structuredClone(parsed.environments),
    dependsOn: parsed.dependsOn,
  };
}

function resolveTenant(name: string, parsed: ParsedTenant, environments: readonly string[]): Tenant {
  const { repository, branch, quota, limitRange } = parsed;
  return {
    name,
    namespace: parsed.namespace ?? name,
    repository,
    branch,
    quota,
    limitRange,
    services: mapRecord(parsed.services, (service, fields) =>
      resolveService(service, fields, { limitRange, environments }),
    ),
  };
}

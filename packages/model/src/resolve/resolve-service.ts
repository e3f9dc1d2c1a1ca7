import type { LimitRange } from '../platform.ts';
import type { ParsedService } from '../schema/service-schema.ts';
import type { Service, ServiceInEnvironment, Volume } from '../service.ts';
import { resolveContainer, resolveResources, resolveVolume } from './resolve-container.ts';

type ParsedDifferences = ParsedService['environments'][string];

/** What a service depends on beside itself. */
export interface ServiceSurroundings {
  readonly limitRange: LimitRange;
  /** Names of the platform's environments. */
  readonly environments: readonly string[];
}

/** Applies every environment's differences to the base. */
export function resolveService(name: string, parsed: ParsedService, around: ServiceSurroundings): Service {
  const container = resolveContainer(name, parsed, around.limitRange);
  const base: ServiceInEnvironment = {
    replicas: parsed.replicas,
    type: parsed.type,
    annotations: {},
    resources: container.resources,
    volumes: container.volumes,
    env: {},
  };
  return {
    name,
    container,
    sidecars: Object.entries(parsed.sidecars).map(([sidecar, fields]) =>
      resolveContainer(sidecar, fields, around.limitRange),
    ),
    annotations: parsed.annotations,
    calls: parsed.calls,
    exposed: parsed.exposed,
    base,
    environments: Object.fromEntries(
      around.environments.map((environment) => [
        environment,
        applied(base, parsed.environments[environment]),
      ]),
    ),
  };
}

function applied(
  base: ServiceInEnvironment,
  differences: ParsedDifferences | undefined,
): ServiceInEnvironment {
  if (!differences) return base;
  return {
    replicas: differences.replicas ?? base.replicas,
    type: differences.type ?? base.type,
    annotations: differences.annotations,
    // The base's own objects where nothing differs, so that a look tells.
    resources: says(differences.resources)
      ? resolveResources(differences.resources, base.resources)
      : base.resources,
    volumes:
      Object.keys(differences.volumes).length > 0
        ? resolveVolumes(base.volumes, differences.volumes)
        : base.volumes,
    env: differences.env,
  };
}

function resolveVolumes(
  base: readonly Volume[],
  differences: ParsedDifferences['volumes'],
): readonly Volume[] {
  const names = new Set([...base.map(({ name }) => name), ...Object.keys(differences)]);
  return [...names].flatMap((name) => {
    const volume = { ...base.find((one) => one.name === name), ...differences[name] };
    const { mountPath, kind, size, storageClass } = volume;
    // A volume of one environment alone that lacks a field is reported by a rule.
    if (mountPath === undefined || kind === undefined || size === undefined) return [];
    return [resolveVolume(name, { mountPath, kind, size, storageClass })];
  });
}

function says({ requests, limits }: ParsedDifferences['resources']): boolean {
  return [requests, limits].some(({ cpu, memory }) => cpu !== undefined || memory !== undefined);
}

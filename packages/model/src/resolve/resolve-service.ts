import type { LimitRange } from '../platform.ts';
import type { ParsedService } from '../schema/service-schema.ts';
import type { Service, ServiceInEnvironment, Volume } from '../service.ts';
import { defined } from './defined.ts';
import { resolveContainer, resolveResources } from './resolve-container.ts';

type ParsedDifferences = ParsedService['environments'][string];

/** What a service depends on beside itself. */
export interface ServiceSurroundings {
  readonly limitRange: LimitRange;
  /** Names of the platform's environments. */
  readonly environments: readonly string[];
}

const NOTHING = Object.freeze({});

/** Applies every environment's differences to the base. */
export function resolveService(name: string, parsed: ParsedService, around: ServiceSurroundings): Service {
  const { limitRange } = around;
  const container = resolveContainer(name, parsed, limitRange);
  const base: ServiceInEnvironment = {
    replicas: parsed.replicas,
    type: parsed.type,
    annotations: NOTHING,
    resources: container.resources,
    volumes: container.volumes,
    env: NOTHING,
  };
  const environments: Record<string, ServiceInEnvironment> = {};
  for (const environment of around.environments) {
    const differences = parsed.environments[environment];
    environments[environment] = differences ? applied(base, differences) : base;
  }
  return {
    name,
    container,
    sidecars: Object.entries(parsed.sidecars).map(([sidecar, fields]) =>
      resolveContainer(sidecar, fields, limitRange),
    ),
    annotations: parsed.annotations,
    calls: parsed.calls,
    exposed: parsed.exposed,
    base,
    environments,
  };
}

/** The base with differences; its own objects where nothing differs, so that a look tells. */
function applied(base: ServiceInEnvironment, differences: ParsedDifferences): ServiceInEnvironment {
  const { resources, volumes } = differences;
  return {
    replicas: differences.replicas ?? base.replicas,
    type: differences.type ?? base.type,
    annotations: differences.annotations ?? NOTHING,
    resources: resources
      ? resolveResources(resources, base.resources.requests, base.resources.limits)
      : base.resources,
    volumes: volumes ? resolveVolumes(base.volumes, volumes) : base.volumes,
    env: differences.env ?? NOTHING,
  };
}

function resolveVolumes(
  base: readonly Volume[],
  differences: NonNullable<ParsedDifferences['volumes']>,
): readonly Volume[] {
  const names = new Set([...base.map(({ name }) => name), ...Object.keys(differences)]);
  return [...names].flatMap((name) => {
    const { mountPath, kind, size, storageClass } = {
      ...base.find((one) => one.name === name),
      ...differences[name],
    };
    // A volume of one environment alone that lacks a field is reported by a rule.
    if (mountPath === undefined || kind === undefined || size === undefined) return [];
    return [defined({ name, mountPath, kind, size, storageClass })];
  });
}

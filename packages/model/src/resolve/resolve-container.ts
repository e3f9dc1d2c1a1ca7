import type { LimitRange } from '../platform.ts';
import type { ParsedContainer, ParsedProbe } from '../schema/container-schema.ts';
import type { Container, Port, Probe, ProbeAction, Probes, Resources, Volume } from '../service.ts';
import { defined } from './defined.ts';

/** Fills in what depends on other fields: the first port for probes, the tenant's limit range for resources. */
export function resolveContainer(name: string, parsed: ParsedContainer, limitRange: LimitRange): Container {
  const { image, command, args, env } = parsed;
  const ports = Object.entries(parsed.ports).map(([portName, port]) => resolvePort(portName, port));
  return {
    name,
    image,
    ...(command && { command }),
    ...(args && { args }),
    env,
    ports,
    probes: resolveProbes(parsed.probes, ports[0]?.name ?? ''),
    resources: resolveResources(parsed.resources, limitRange.defaultRequests, limitRange.defaultLimits),
    security: defined(parsed.security),
    volumes: Object.entries(parsed.volumes).map(([volume, fields]): Volume => ({
      name: volume,
      ...defined(fields),
    })),
  };
}

function resolvePort(name: string, parsed: ParsedContainer['ports'][string]): Port {
  if (typeof parsed === 'number') return { name, port: parsed, targetPort: parsed, published: true };
  return {
    name,
    port: parsed.port,
    targetPort: parsed.targetPort ?? parsed.port,
    published: parsed.published,
  };
}

function resolveProbes(
  { startup, liveness, readiness }: ParsedContainer['probes'],
  firstPort: string,
): Probes {
  return {
    ...(startup && { startup: resolveProbe(startup, firstPort, 5, 60) }),
    ...(liveness && { liveness: resolveProbe(liveness, firstPort, 10, 3) }),
    ...(readiness && { readiness: resolveProbe(readiness, firstPort, 5, 3) }),
  };
}

function resolveProbe(parsed: ParsedProbe, firstPort: string, period: number, failures: number): Probe {
  return {
    action: resolveAction(parsed, firstPort),
    initialDelaySeconds: parsed.initialDelaySeconds,
    periodSeconds: parsed.periodSeconds ?? period,
    timeoutSeconds: parsed.timeoutSeconds,
    failureThreshold: parsed.failureThreshold ?? failures,
  };
}

function resolveAction({ http, tcp, exec, port }: ParsedProbe, firstPort: string): ProbeAction {
  if (http !== undefined) return { kind: 'http', path: http, port: port ?? firstPort };
  if (tcp !== undefined) return { kind: 'tcp', port: tcp };
  return { kind: 'exec', command: exec ?? [] };
}

/** Requests and limits; those of the fallback where nothing was said. */
export function resolveResources(
  { requests, limits }: ParsedContainer['resources'],
  fallbackRequests: Resources['requests'],
  fallbackLimits: Resources['limits'],
): Resources {
  return {
    requests: {
      cpu: requests.cpu ?? fallbackRequests.cpu,
      memory: requests.memory ?? fallbackRequests.memory,
    },
    limits: { cpu: limits.cpu ?? fallbackLimits.cpu, memory: limits.memory ?? fallbackLimits.memory },
  };
}

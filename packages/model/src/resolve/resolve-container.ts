import type { LimitRange } from '../platform.ts';
import type { ParsedContainer, ParsedProbe } from '../schema/container-schema.ts';
import type { Container, Port, Probe, ProbeAction, Probes, Resources, Security, Volume } from '../service.ts';

/** Fills in what depends on other fields: the first port for probes, the tenant's limit range for resources. */
export function resolveContainer(name: string, parsed: ParsedContainer, limitRange: LimitRange): Container {
  const ports = Object.entries(parsed.ports).map(([portName, port]) => resolvePort(portName, port));
  return {
    name,
    image: parsed.image,
    ...(parsed.command && { command: parsed.command }),
    ...(parsed.args && { args: parsed.args }),
    env: parsed.env,
    ports,
    probes: resolveProbes(parsed.probes, ports[0]?.name ?? ''),
    resources: resolveResources(parsed.resources, {
      requests: limitRange.defaultRequests,
      limits: limitRange.defaultLimits,
    }),
    security: resolveSecurity(parsed.security),
    volumes: Object.entries(parsed.volumes).map(([volume, fields]) => resolveVolume(volume, fields)),
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

function resolveProbes(parsed: ParsedContainer['probes'], firstPort: string): Probes {
  return {
    ...(parsed.startup && { startup: resolveProbe(parsed.startup, firstPort, { period: 5, failures: 60 }) }),
    ...(parsed.liveness && {
      liveness: resolveProbe(parsed.liveness, firstPort, { period: 10, failures: 3 }),
    }),
    ...(parsed.readiness && {
      readiness: resolveProbe(parsed.readiness, firstPort, { period: 5, failures: 3 }),
    }),
  };
}

interface ProbeDefaults {
  readonly period: number;
  readonly failures: number;
}

function resolveProbe(parsed: ParsedProbe, firstPort: string, defaults: ProbeDefaults): Probe {
  return {
    action: resolveAction(parsed, firstPort),
    initialDelaySeconds: parsed.initialDelaySeconds,
    periodSeconds: parsed.periodSeconds ?? defaults.period,
    timeoutSeconds: parsed.timeoutSeconds,
    failureThreshold: parsed.failureThreshold ?? defaults.failures,
  };
}

function resolveAction(parsed: ParsedProbe, firstPort: string): ProbeAction {
  if ('http' in parsed) return { kind: 'http', path: parsed.http, port: parsed.port ?? firstPort };
  if ('tcp' in parsed) return { kind: 'tcp', port: parsed.tcp };
  return { kind: 'exec', command: parsed.exec };
}

function resolveSecurity(parsed: ParsedContainer['security']): Security {
  const {
    level,
    reason,
    runAsNonRoot,
    runAsUser,
    runAsGroup,
    fsGroup,
    readOnlyRootFilesystem,
    addCapabilities,
  } = parsed;
  return {
    level,
    ...(reason !== undefined && { reason }),
    runAsNonRoot,
    ...(runAsUser !== undefined && { runAsUser }),
    ...(runAsGroup !== undefined && { runAsGroup }),
    ...(fsGroup !== undefined && { fsGroup }),
    readOnlyRootFilesystem,
    addCapabilities,
  };
}

/** Requests and limits, `fallback` where nothing was said. */
export function resolveResources(parsed: ParsedContainer['resources'], fallback: Resources): Resources {
  return {
    requests: {
      cpu: parsed.requests.cpu ?? fallback.requests.cpu,
      memory: parsed.requests.memory ?? fallback.requests.memory,
    },
    limits: {
      cpu: parsed.limits.cpu ?? fallback.limits.cpu,
      memory: parsed.limits.memory ?? fallback.limits.memory,
    },
  };
}

/** A volume under its name. */
export function resolveVolume(name: string, parsed: ParsedContainer['volumes'][string]): Volume {
  const { mountPath, kind, size, storageClass } = parsed;
  return { name, mountPath, kind, size, ...(storageClass !== undefined && { storageClass }) };
}

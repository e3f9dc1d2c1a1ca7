import type { Container, Probe, Resources, Security, Volume } from '@tideway/model';
import type { ContainerProbe, PodContainer, SecurityContext, VolumeMount } from '../kinds/container.ts';
import { imageInBase } from './built-images.ts';
import { envVars, type EnvValues } from './environment-variables.ts';

/** What of a container an environment may set. */
export interface ContainerSettings {
  readonly env: EnvValues;
  readonly resources: Resources;
  readonly volumes: readonly Volume[];
}

/** A container of the pod. */
export function podContainer(container: Container, settings: ContainerSettings): PodContainer {
  const { command, args, ports, probes } = container;
  const env = envVars(settings.env);
  return {
    name: container.name,
    image: imageInBase(container.image),
    ...(command !== undefined && { command }),
    ...(args !== undefined && { args }),
    ...(env.length > 0 && { env }),
    ...(ports.length > 0 && {
      ports: ports.map(({ name, targetPort }) => ({ name, containerPort: targetPort })),
    }),
    ...(probes.startup !== undefined && { startupProbe: containerProbe(probes.startup) }),
    ...(probes.liveness !== undefined && { livenessProbe: containerProbe(probes.liveness) }),
    ...(probes.readiness !== undefined && { readinessProbe: containerProbe(probes.readiness) }),
    resources: containerResources(settings.resources),
    securityContext: securityContext(container.security),
    ...(settings.volumes.length > 0 && { volumeMounts: settings.volumes.map(volumeMount) }),
  };
}

/** Requests and limits in their usual order. */
export function containerResources({ requests, limits }: Resources): PodContainer['resources'] {
  return {
    requests: { cpu: requests.cpu, memory: requests.memory },
    limits: { cpu: limits.cpu, memory: limits.memory },
  };
}

/** Where a volume is mounted. */
export function volumeMount({ name, mountPath }: Volume): VolumeMount {
  return { name, mountPath };
}

function securityContext(security: Security): SecurityContext {
  const { runAsUser, runAsGroup, addCapabilities } = security;
  return {
    allowPrivilegeEscalation: false,
    runAsNonRoot: security.runAsNonRoot,
    ...(runAsUser !== undefined && { runAsUser }),
    ...(runAsGroup !== undefined && { runAsGroup }),
    readOnlyRootFilesystem: security.readOnlyRootFilesystem,
    capabilities: { drop: ['ALL'], ...(addCapabilities.length > 0 && { add: addCapabilities }) },
  };
}

function containerProbe(probe: Probe): ContainerProbe {
  return {
    ...probeAction(probe.action),
    initialDelaySeconds: probe.initialDelaySeconds,
    periodSeconds: probe.periodSeconds,
    timeoutSeconds: probe.timeoutSeconds,
    failureThreshold: probe.failureThreshold,
  };
}

function probeAction(action: Probe['action']): Pick<ContainerProbe, 'httpGet' | 'tcpSocket' | 'exec'> {
  switch (action.kind) {
    case 'http':
      return { httpGet: { path: action.path, port: action.port } };
    case 'tcp':
      return { tcpSocket: { port: action.port } };
    case 'exec':
      return { exec: { command: action.command } };
  }
}

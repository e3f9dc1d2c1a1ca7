import type { Service, ServiceInEnvironment, Tenant, Volume } from '@tideway/model';
import { envPatch } from './environment-variables.ts';
import { baseAnnotations, publishedPorts } from './kubernetes-service.ts';
import { containerResources } from './pod-container.ts';
import { keepsData, podVolumes, volumeClaim } from './pod-volumes.ts';
import { disruptionBudget, isReplicated, spreadConstraints } from './replicas.ts';
import { isSame } from './same.ts';
import { claimPatches, mountPatches, volumePatches } from './volume-patches.ts';

/** What an overlay adds to a service of the base. */
export interface ServiceOverlay {
  /** Objects that the base does not have. */
  readonly resources: readonly object[];
  /** Partial objects that are merged into those of the base. */
  readonly patches: readonly object[];
  /** Another number of pods. */
  readonly replicas?: number;
}

/** Of a service that is as in the base. */
export const nothingDiffers: ServiceOverlay = { resources: [], patches: [] };

/** The differences between a service in one environment and in the base; nothing else is in an overlay. */
export function serviceOverlay(
  tenant: Tenant,
  service: Service,
  settings: ServiceInEnvironment,
): ServiceOverlay {
  const { base, name } = service;
  // The model hands on the base itself where an environment changes nothing, which is nearly everywhere.
  if (settings === base) return nothingDiffers;
  const volumes = volumeChanges(service, settings);
  const becomesReplicated = isReplicated(settings) && !isReplicated(base);
  const podSpec = {
    ...(becomesReplicated && { topologySpreadConstraints: spreadConstraints(name) }),
    ...containersPatch(service, settings, volumes !== undefined),
    ...(volumes !== undefined && { volumes }),
  };
  const deploymentSpec = {
    ...strategyPatch(service, settings),
    ...(Object.keys(podSpec).length > 0 && { template: { spec: podSpec } }),
  };
  return {
    resources: [
      ...(becomesReplicated ? [disruptionBudget(tenant, name)] : []),
      ...(volumes === undefined ? [] : newClaims(service, settings)),
    ],
    patches: [
      ...(Object.keys(deploymentSpec).length > 0
        ? [{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name }, spec: deploymentSpec }]
        : []),
      ...servicePatch(service, settings),
      ...(volumes === undefined ? [] : claimPatches(name, base.volumes, settings.volumes)),
    ],
    ...(settings.replicas !== base.replicas && { replicas: settings.replicas }),
  };
}

function volumeChanges(
  { name, base }: Service,
  { volumes }: ServiceInEnvironment,
): readonly object[] | undefined {
  return isSame(base.volumes, volumes) ? undefined : volumePatches(name, base.volumes, volumes);
}

function containersPatch(service: Service, settings: ServiceInEnvironment, volumesChange: boolean): object {
  const { base, container } = service;
  const baseEnv = { ...container.env, ...base.env };
  const env = isSame(base.env, settings.env) ? undefined : envPatch(baseEnv, settings.env);
  const mounts = volumesChange ? mountPatches(base.volumes, settings.volumes) : [];
  const patch = {
    ...(env !== undefined && { env }),
    ...(!isSame(base.resources, settings.resources) && { resources: containerResources(settings.resources) }),
    ...(mounts.length > 0 && { volumeMounts: mounts }),
  };
  return Object.keys(patch).length > 0 ? { containers: [{ name: container.name, ...patch }] } : {};
}

function strategyPatch({ base, sidecars }: Service, { volumes }: ServiceInEnvironment): object {
  const before = keepsData(podVolumes(base.volumes, sidecars));
  const after = keepsData(podVolumes(volumes, sidecars));
  return before === after ? {} : { strategy: { type: after ? 'Recreate' : 'RollingUpdate' } };
}

function newClaims({ name, base }: Service, { volumes }: ServiceInEnvironment): readonly object[] {
  const claimed = new Set(base.volumes.filter(isPersistent).map((volume) => volume.name));
  return volumes
    .filter((volume) => isPersistent(volume) && !claimed.has(volume.name))
    .map((volume) => volumeClaim(name, volume));
}

function servicePatch(service: Service, settings: ServiceInEnvironment): readonly object[] {
  if (publishedPorts(service).length === 0) return [];
  const { base, name } = service;
  const known = baseAnnotations(service);
  const annotations = Object.entries(settings.annotations).filter(([key, value]) => known[key] !== value);
  const typeChanges = settings.type !== base.type;
  if (!typeChanges && annotations.length === 0) return [];
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, ...(annotations.length > 0 && { annotations: Object.fromEntries(annotations) }) },
      ...(typeChanges && { spec: { type: settings.type } }),
    },
  ];
}

function isPersistent(volume: Volume): boolean {
  return volume.kind === 'persistent';
}

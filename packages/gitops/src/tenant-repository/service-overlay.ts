import type { Service, ServiceInEnvironment, Tenant } from '@tideway/model';
import { envPatches } from './environment-variables.ts';
import { baseAnnotations, publishedPorts } from './kubernetes-service.ts';
import { mergePatch } from './merge-patch.ts';
import { containerResources } from './pod-container.ts';
import { keepsData, podVolumes, volumeClaims } from './pod-volumes.ts';
import { disruptionBudget, isReplicated, spreadConstraints } from './replicas.ts';
import { isSame } from './same.ts';
import { strategyFor } from './strategy.ts';
import { mountPatches, volumePatches } from './volume-patches.ts';

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
  const { base, name, sidecars } = service;
  const before = podVolumes(base.volumes, sidecars);
  // The model hands on the base itself where an environment changes nothing, which is nearly everywhere.
  if (settings === base && !keepsData(before)) return nothingDiffers;
  const after = podVolumes(settings.volumes, sidecars);
  const volumes = volumePatches(name, before, after);
  const becomesReplicated = isReplicated(settings) && !isReplicated(base);
  const strategy = strategyFor(before);
  const wantedStrategy = strategyFor(after);
  const podSpec = {
    ...(becomesReplicated && { topologySpreadConstraints: spreadConstraints(name) }),
    ...containersPatch(service, settings),
    ...(volumes.length > 0 && { volumes }),
  };
  const spec = {
    ...(!isSame(strategy, wantedStrategy) && { strategy: mergePatch(strategy, wantedStrategy) }),
    ...(!isEmpty(podSpec) && { template: { spec: podSpec } }),
  };
  return {
    resources: [...(becomesReplicated ? [disruptionBudget(tenant, name)] : []), ...volumeClaims(name, after)],
    patches: [
      ...(isEmpty(spec) ? [] : [{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name }, spec }]),
      ...servicePatch(service, settings),
    ],
    ...(settings.replicas !== base.replicas && { replicas: settings.replicas }),
  };
}

function containersPatch({ base, container }: Service, settings: ServiceInEnvironment): object {
  const env = envPatches({ ...container.env, ...base.env }, settings.env);
  const mounts = mountPatches(base.volumes, settings.volumes);
  const patch = {
    ...(env.length > 0 && { env }),
    ...(!isSame(base.resources, settings.resources) && {
      resources: containerResources(settings.resources),
    }),
    ...(mounts.length > 0 && { volumeMounts: mounts }),
  };
  return isEmpty(patch) ? {} : { containers: [{ name: container.name, ...patch }] };
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

function isEmpty(object: object): boolean {
  return Object.keys(object).length === 0;
}

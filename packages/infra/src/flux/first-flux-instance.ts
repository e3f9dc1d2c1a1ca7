import { fluxInstance } from '@tideway/gitops/flux-repository';
import type { Cluster, Platform } from '@tideway/model';

/**
 * What makes Flux start on an empty cluster. From its first look into the flux-repo on, the FluxInstance there is the
 * one that counts. So this one says no more than Flux needs to get there, and nothing that changes from day to day:
 * what stays the same here is never applied a second time.
 */
export function firstFluxInstance(platform: Platform, cluster: Cluster): Record<string, unknown> {
  const { spec, ...rest } = fluxInstance(platform, cluster);
  const { distribution, components, sync } = spec;
  // The size grows with the tenants; patches and interval are the flux-repo's business.
  const { type, multitenant, tenantDefaultServiceAccount, networkPolicy, domain } = spec.cluster;
  return {
    ...rest,
    spec: {
      distribution: { ...distribution, version: fluxLine(platform) },
      components,
      cluster: { type, multitenant, tenantDefaultServiceAccount, networkPolicy, domain },
      sync: { ...sync, interval: '1m' },
    },
  };
}

/** The newest release of a minor version, because the exact version is the flux-repo's business. */
function fluxLine({ flux: { version } }: Platform): string {
  return `${version.split('.').slice(0, 2).join('.')}.x`;
}

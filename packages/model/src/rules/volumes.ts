import type { Path } from '../problem.ts';
import type { Volume } from '../service.ts';
import type { Draft, PlacedService, Report, ServiceRule } from './draft.ts';
import { exists, intact } from './draft.ts';

/** A persistent volume is mounted by one pod at a time; containers that share a volume agree on it. */
export const volumes: ServiceRule = (draft, placed, report) => {
  shared(placed, report);
  for (const { path, container } of placed.containers) mounts(container.volumes, path, report);
  incomplete(draft, placed, report);
  inEnvironments(draft, placed, report);
};

function shared({ containers }: PlacedService, report: Report): void {
  if (containers.length === 1) return;
  const seen = new Map<string, Volume>();
  for (const { path, container } of containers) {
    for (const volume of container.volumes) {
      const other = seen.get(volume.name) ?? volume;
      seen.set(volume.name, other);
      if (other.kind === volume.kind && other.size === volume.size) continue;
      report(
        [...path, 'volumes', volume.name],
        `is shared by its name, but the service's own is ${other.kind} of ${other.size}`,
      );
    }
  }
}

function mounts(all: readonly Volume[], owner: Path, report: Report): void {
  for (const [index, { name, mountPath, kind, storageClass }] of all.entries()) {
    const other = all.findIndex((volume) => volume.mountPath === mountPath);
    if (other < index) {
      const message = `volume ${all[other]?.name ?? ''} is mounted at ${mountPath} already`;
      report([...owner, 'volumes', name, 'mountPath'], message);
    }
    if (storageClass === undefined || kind === 'persistent') continue;
    report([...owner, 'volumes', name, 'storageClass'], `only a persistent volume has one, this is ${kind}`);
  }
}

/** A volume that only an environment has must be complete there. */
function incomplete(draft: Draft, { path, tenant, service }: PlacedService, report: Report): void {
  const written = draft.parsed.tenants[tenant.name]?.services[service.name];
  for (const environment in written?.environments) {
    for (const [name, volume] of Object.entries(written.environments[environment]?.volumes ?? {})) {
      if (exists(draft, name, ...path, 'volumes')) continue;
      const missing = (['mountPath', 'kind', 'size'] as const).filter((field) => volume[field] === undefined);
      if (missing.length === 0) continue;
      report(
        [...path, 'environments', environment, 'volumes', name],
        `the base has no volume ${name}, so it needs ${missing.join(', ')} here`,
      );
    }
  }
}

function inEnvironments(draft: Draft, { path, service }: PlacedService, report: Report): void {
  const { base, environments } = service;
  for (const environment in environments) {
    const { replicas, volumes: all } = environments[environment] ?? base;
    if (all !== base.volumes) mounts(all, [...path, 'environments', environment], report);
    const persistent = replicas > 1 && all.find(({ kind }) => kind === 'persistent');
    if (!persistent || !intact(draft, path, 'replicas') || !intact(draft, path, 'environments', environment))
      continue;
    report(
      replicas === base.replicas ? [...path, 'replicas'] : [...path, 'environments', environment, 'replicas'],
      `expected 1 in ${environment}, got ${replicas}: volume ${persistent.name} is persistent, and one pod at a time can mount it`,
    );
  }
}

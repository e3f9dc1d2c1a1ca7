import type { Path, Problem } from '../problem.ts';
import type { Volume } from '../service.ts';
import type { Draft, Rule } from './draft.ts';
import { intact, problem } from './draft.ts';
import type { PlacedService } from './walk.ts';
import { containersOf, eachService } from './walk.ts';

/** A persistent volume is mounted by one pod at a time; containers that share a volume agree on it. */
export const volumes: Rule = function* (draft) {
  for (const placed of eachService(draft)) {
    yield* shared(placed);
    yield* incomplete(draft, placed);
    for (const { path, container } of containersOf(placed)) {
      yield* mounts(container.volumes, (volume) => [...path, 'volumes', volume]);
    }
    yield* inEnvironments(draft, placed);
  }
};

function* shared(placed: PlacedService): Iterable<Problem> {
  const seen = new Map<string, Volume>();
  for (const { path, container } of containersOf(placed)) {
    for (const volume of container.volumes) {
      const other = seen.get(volume.name) ?? volume;
      if (other.kind !== volume.kind || other.size !== volume.size) {
        yield problem(
          [...path, 'volumes', volume.name],
          `is shared by its name, but the service's own is ${other.kind} of ${other.size}`,
        );
      }
      seen.set(volume.name, other);
    }
  }
}

/** A volume that only an environment has must be complete there. */
function* incomplete({ parsed }: Draft, { path, tenant, service }: PlacedService): Iterable<Problem> {
  const written = parsed.tenants[tenant.name]?.services[service.name];
  for (const [environment, differences] of Object.entries(written?.environments ?? {})) {
    for (const [name, volume] of Object.entries(differences.volumes)) {
      if (written?.volumes[name]) continue;
      const missing = (['mountPath', 'kind', 'size'] as const).filter((field) => volume[field] === undefined);
      if (missing.length === 0) continue;
      yield problem(
        [...path, 'environments', environment, 'volumes', name],
        `the base has no volume ${name}, so it needs ${missing.join(', ')} here`,
      );
    }
  }
}

function* mounts(all: readonly Volume[], place: (name: string) => Path): Iterable<Problem> {
  const paths = new Map<string, string>();
  for (const { name, mountPath, kind, storageClass } of all) {
    const other = paths.get(mountPath);
    if (other !== undefined)
      yield problem([...place(name), 'mountPath'], `volume ${other} is mounted at ${mountPath} already`);
    paths.set(mountPath, name);
    if (storageClass !== undefined && kind !== 'persistent') {
      yield problem([...place(name), 'storageClass'], `only a persistent volume has one, this is ${kind}`);
    }
  }
}

function* inEnvironments(draft: Draft, { path, service }: PlacedService): Iterable<Problem> {
  if (!intact(draft, [...path, 'replicas'])) return;
  for (const [environment, { replicas, volumes: all }] of Object.entries(service.environments)) {
    const here = [...path, 'environments', environment];
    if (all !== service.base.volumes) yield* mounts(all, (volume) => [...here, 'volumes', volume]);
    const persistent = all.find(({ kind }) => kind === 'persistent');
    if (!persistent || replicas === 1 || !intact(draft, here)) continue;
    const place = replicas === service.base.replicas ? [...path, 'replicas'] : [...here, 'replicas'];
    yield problem(
      place,
      `expected 1 in ${environment}, got ${replicas}: volume ${persistent.name} is persistent, and one pod at a time can mount it`,
    );
  }
}

import type { Problem } from '../problem.ts';
import type { Draft, Rule } from './draft.ts';
import { intact, known, namesAt, problem } from './draft.ts';
import type { PlacedContainer, PlacedService } from './walk.ts';
import { containersOf, eachService } from './walk.ts';

/** The containers of a pod share its ports: no name and no number twice; probes ask ports that exist. */
export const ports: Rule = function* (draft) {
  for (const placed of eachService(draft)) {
    yield* duplicates(placed);
    for (const container of containersOf(placed)) yield* probes(draft, container);
    yield* exposure(draft, placed);
  }
};

function* duplicates(placed: PlacedService): Iterable<Problem> {
  const names = new Set<string>();
  const numbers = new Map<number, string>();
  const targets = new Map<number, string>();
  for (const { path, container } of containersOf(placed)) {
    for (const { name, port, targetPort, published } of container.ports) {
      const place = [...path, 'ports', name];
      if (names.has(name)) yield problem(place, `another container of the service has a port named ${name}`);
      names.add(name);
      const sameTarget = targets.get(targetPort);
      if (sameTarget !== undefined)
        yield problem(place, `port ${sameTarget} listens on ${targetPort} already`);
      targets.set(targetPort, name);
      if (!published) continue;
      const samePort = numbers.get(port);
      if (samePort !== undefined) yield problem(place, `port ${samePort} of the service is ${port} already`);
      numbers.set(port, name);
    }
  }
}

function* probes(draft: Draft, { path, container }: PlacedContainer): Iterable<Problem> {
  for (const kind of ['startup', 'liveness', 'readiness'] as const) {
    const probe = container.probes[kind];
    if (!probe || probe.action.kind === 'exec') continue;
    const names = namesAt(draft, ...path, 'ports');
    const { port } = probe.action;
    if (names.has(port)) continue;
    yield port === ''
      ? problem([...path, 'probes', kind], 'needs a port, and the container has none')
      : problem(
          [...path, 'probes', kind, probe.action.kind === 'tcp' ? 'tcp' : 'port'],
          `unknown port ${port}; ${known(names)}`,
        );
  }
}

function* exposure(draft: Draft, { path, service }: PlacedService): Iterable<Problem> {
  if (service.exposed || !intact(draft, [...path, 'exposed'])) return;
  const opened = (type: string): string =>
    `${type} lets traffic in from outside: set exposed: true, or leave the type ClusterIP`;
  if (service.base.type !== 'ClusterIP') yield problem([...path, 'type'], opened(service.base.type));
  for (const [environment, { type }] of Object.entries(service.environments)) {
    if (type === 'ClusterIP' || type === service.base.type) continue;
    yield problem([...path, 'environments', environment, 'type'], opened(type));
  }
}

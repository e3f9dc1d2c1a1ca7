import type { Draft, PlacedContainer, PlacedService, Report, Rule } from './draft.ts';
import { intact, known, namesAt } from './draft.ts';

const PROBES = ['startup', 'liveness', 'readiness'] as const;

/** The containers of a pod share its ports: no name and no number twice; probes ask ports that exist. */
export const ports: Rule = (draft, report) => {
  for (const placed of draft.services) {
    duplicates(placed, report);
    for (const container of placed.containers) probes(draft, container, report);
    exposure(draft, placed, report);
  }
};

function duplicates({ containers }: PlacedService, report: Report): void {
  const names = new Set<string>();
  const numbers = new Map<number, string>();
  const targets = new Map<number, string>();
  for (const { path, container } of containers) {
    for (const { name, port, targetPort, published } of container.ports) {
      const say = (message: string): void => {
        report([...path, 'ports', name], message);
      };
      if (names.has(name)) say(`another container of the service has a port named ${name}`);
      names.add(name);
      const sameTarget = targets.get(targetPort);
      if (sameTarget !== undefined) say(`port ${sameTarget} listens on ${targetPort} already`);
      targets.set(targetPort, name);
      if (!published) continue;
      const samePort = numbers.get(port);
      if (samePort !== undefined) say(`port ${samePort} of the service is ${port} already`);
      numbers.set(port, name);
    }
  }
}

function probes(draft: Draft, { path, container }: PlacedContainer, report: Report): void {
  for (const kind of PROBES) {
    const action = container.probes[kind]?.action;
    if (!action || action.kind === 'exec' || container.ports.some(({ name }) => name === action.port))
      continue;
    const names = namesAt(draft, ...path, 'ports');
    if (names.has(action.port)) continue;
    const place = [...path, 'probes', kind];
    if (action.port === '') report(place, 'needs a port, and the container has none');
    else
      report(
        [...place, action.kind === 'tcp' ? 'tcp' : 'port'],
        `unknown port ${action.port}; ${known(names)}`,
      );
  }
}

function exposure(draft: Draft, { path, service }: PlacedService, report: Report): void {
  if (service.exposed || !intact(draft, path, 'exposed')) return;
  const { base, environments } = service;
  const opened = (type: string): string =>
    `${type} lets traffic in from outside: set exposed: true, or leave the type ClusterIP`;
  if (base.type !== 'ClusterIP') report([...path, 'type'], opened(base.type));
  for (const environment in environments) {
    const type = environments[environment]?.type ?? base.type;
    if (type === 'ClusterIP' || type === base.type) continue;
    report([...path, 'environments', environment, 'type'], opened(type));
  }
}

import type { Port } from '../service.ts';
import type { Draft, PlacedContainer, PlacedService, Report, ServiceRule } from './draft.ts';
import { exists, intact, known } from './draft.ts';

const PROBES = ['startup', 'liveness', 'readiness'] as const;

/** The containers of a pod share its ports: no name and no number twice; probes ask ports that exist. */
export const ports: ServiceRule = (draft, placed, report) => {
  duplicates(placed, report);
  for (const container of placed.containers) probes(draft, container, report);
  exposure(draft, placed, report);
};

function duplicates({ containers }: PlacedService, report: Report): void {
  const before: Port[] = [];
  for (const { path, container } of containers) {
    for (const one of container.ports) {
      for (const other of before) {
        const clash = clashOf(one, other);
        if (clash !== undefined) report([...path, 'ports', one.name], clash);
      }
      before.push(one);
    }
  }
}

function clashOf(one: Port, other: Port): string | undefined {
  if (one.name === other.name) return `another container of the service has a port named ${one.name}`;
  if (one.targetPort === other.targetPort) return `port ${other.name} listens on ${one.targetPort} already`;
  if (one.published && other.published && one.port === other.port) {
    return `port ${other.name} of the service is ${one.port} already`;
  }
  return undefined;
}

function probes(draft: Draft, { path, container }: PlacedContainer, report: Report): void {
  for (const kind of PROBES) {
    const action = container.probes[kind]?.action;
    if (!action || action.kind === 'exec' || container.ports.some(({ name }) => name === action.port))
      continue;
    if (exists(draft, action.port, ...path, 'ports')) continue;
    const place = [...path, 'probes', kind];
    if (action.port === '') report(place, 'needs a port, and the container has none');
    else
      report(
        [...place, action.kind === 'tcp' ? 'tcp' : 'port'],
        `unknown port ${action.port}; ${known(draft, ...path, 'ports')}`,
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

import { describe, isReady } from '../kubernetes/readiness.ts';
import { condition, type LiveObject, title } from '../kubernetes/live-object.ts';
import type { World } from './world.ts';

interface ClusterEvent extends LiveObject {
  readonly type?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly lastTimestamp?: string;
  readonly eventTime?: string;
  readonly involvedObject: { readonly kind: string; readonly name: string };
}

const kinds = [
  ['kustomize.toolkit.fluxcd.io/v1', 'Kustomization'],
  ['source.toolkit.fluxcd.io/v1', 'GitRepository'],
  ['image.toolkit.fluxcd.io/v1', 'ImageUpdateAutomation'],
  ['helm.toolkit.fluxcd.io/v2', 'HelmRelease'],
  ['apps/v1', 'Deployment'],
] as const;

/** What is not as it should be in the cluster right now, and its last warnings: where to look for the reason. */
export async function complaints({ api }: World): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const [apiVersion, kind] of kinds) {
    for (const object of await api.list(apiVersion, kind)) {
      const { name, namespace } = object.metadata;
      const isFine =
        kind === 'Deployment' ? condition(object, 'Available')?.status === 'True' : isReady(object);
      if (!isFine)
        lines.push(`${title({ kind, name, ...(namespace && { namespace }) })}: ${describe(object)}`);
    }
  }
  const time = ({ lastTimestamp, eventTime }: ClusterEvent) => lastTimestamp ?? eventTime ?? '';
  const warnings = (await api.list<ClusterEvent>('v1', 'Event'))
    .filter(({ type }) => type === 'Warning')
    .sort((one, other) => (time(one) < time(other) ? 1 : -1));
  for (const event of warnings.slice(0, 8)) {
    const { involvedObject, reason = '', message = '' } = event;
    const said = message.replaceAll(/\s+/g, ' ').slice(0, 200);
    lines.push(`${time(event)} ${involvedObject.kind}/${involvedObject.name} ${reason}: ${said}`);
  }
  return lines;
}

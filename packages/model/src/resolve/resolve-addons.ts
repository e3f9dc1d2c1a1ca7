import type { ClusterAddons } from '../platform.ts';
import type { ParsedPlatform } from '../schema/platform-schema.ts';
import { defined } from './defined.ts';

/** What goes with a Kubernetes minor version; for a newer one, what goes with the newest that is listed. */
const DEFAULTS: Readonly<Record<string, ClusterAddons>> = {
  '1.34': {
    vpcCni: 'v1.20.4-eksbuild.2',
    coreDns: 'v1.12.3-eksbuild.1',
    kubeProxy: 'v1.34.0-eksbuild.2',
    podIdentityAgent: 'v1.3.10-eksbuild.2',
  },
  '1.35': {
    vpcCni: 'v1.21.1-eksbuild.1',
    coreDns: 'v1.13.2-eksbuild.3',
    kubeProxy: 'v1.35.0-eksbuild.2',
    podIdentityAgent: 'v1.3.10-eksbuild.2',
  },
};
const NEWEST = '1.35';

/** The exact versions of a cluster's add-ons: those that were written, and those that go with its Kubernetes. */
export function resolveAddons(
  kubernetes: string,
  written: ParsedPlatform['clusters'][string]['addons'],
): ClusterAddons {
  const defaults = DEFAULTS[kubernetes] ?? DEFAULTS[NEWEST];
  if (defaults === undefined) throw new Error(`no add-ons are known for Kubernetes ${kubernetes}`);
  return { ...defaults, ...defined(written) };
}

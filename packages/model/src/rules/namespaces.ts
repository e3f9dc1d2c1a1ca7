import type { PlatformRule } from './draft.ts';

const RESERVED = /^(?:default|flux-system|kube-.*)$/;

/** A tenant has a namespace to itself. */
export const namespaces: PlatformRule = ({ parsed, platform }, report) => {
  const owners = new Map<string, string>();
  for (const { name, namespace } of Object.values(platform.controllers))
    owners.set(namespace, `controller ${name}`);
  for (const { name, namespace } of Object.values(platform.tenants)) {
    // A namespace that was left out is the tenant's name: that is where to change it.
    const written = parsed.tenants[name]?.namespace !== undefined;
    const path = written ? ['tenants', name, 'namespace'] : ['tenants', name];
    const owner = owners.get(namespace);
    if (RESERVED.test(namespace)) {
      report(path, `namespace ${namespace} is reserved: the cluster's own parts live there`);
    }
    if (owner) report(path, `namespace ${namespace} belongs to ${owner} already`);
    else owners.set(namespace, `tenant ${name}`);
  }
};

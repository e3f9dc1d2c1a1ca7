import { claimName, imagePolicyName, reconcilerName, roleName } from '../names.ts';
import type { Path } from '../problem.ts';
import type { Draft, Rule } from './draft.ts';

/** The longest name of a controller that assumes a role. */
const LONGEST_CONTROLLER = 'aws-load-balancer-controller';
/** Names that become labels or host names. */
const LABEL = 63;
/** Names of IAM roles. */
const ROLE = 64;

/** Names that are put together from other names are not too long either. */
export const derivedNames: Rule = (draft, report) => {
  const { platform } = draft;
  const check = (kind: string, name: string, limit: number, path: () => Path): void => {
    if (name.length <= limit) return;
    report(
      path(),
      `its ${kind} ${name} would have ${name.length} characters, ${limit} are allowed: shorten the names that it is made of`,
    );
  };
  const controllers = [LONGEST_CONTROLLER, ...Object.keys(platform.controllers)];
  const longest = controllers.reduce((a, b) => (b.length > a.length ? b : a));
  for (const cluster of Object.values(platform.clusters)) {
    check('IAM role', roleName(platform, cluster, longest), ROLE, () => ['clusters', cluster.name]);
  }
  for (const tenant of Object.values(platform.tenants)) {
    check('ServiceAccount', reconcilerName(tenant), LABEL, () => ['tenants', tenant.name]);
  }
  for (const { path, tenant, service } of draft.services) {
    if (service.container.image.kind !== 'built') continue;
    check('ImagePolicy', imagePolicyName(tenant, service.name), LABEL, () => path);
  }
  claims(draft, (name, path) => {
    check('PersistentVolumeClaim', name, LABEL, () => path);
  });
};

function claims({ services }: Draft, found: (name: string, path: Path) => void): void {
  for (const { path, service } of services) {
    const names = new Set<string>();
    for (const environment in service.environments) {
      for (const { name, kind } of service.environments[environment]?.volumes ?? []) {
        if (kind === 'persistent') names.add(name);
      }
    }
    for (const name of names) found(claimName(service.name, name), [...path, 'volumes', name]);
  }
}

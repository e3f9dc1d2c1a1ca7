import { claimName, imagePolicyName, reconcilerName, roleName } from '../names.ts';
import type { Rule } from './draft.ts';
import { problem } from './draft.ts';
import { eachService } from './walk.ts';

/** The longest name of a controller that assumes a role. */
const LONGEST_CONTROLLER = 'aws-load-balancer-controller';
/** Names that become labels or host names. */
const LABEL = 63;
/** Names of IAM roles. */
const ROLE = 64;

/** Names that are put together from other names are not too long either. */
export const derivedNames: Rule = function* (draft) {
  const { platform } = draft;
  const controllers = [LONGEST_CONTROLLER, ...Object.keys(platform.controllers)];
  const longest = controllers.reduce((a, b) => (b.length > a.length ? b : a));
  for (const cluster of Object.values(platform.clusters)) {
    const role = roleName(platform, cluster, longest);
    if (role.length > ROLE) yield problem(['clusters', cluster.name], tooLong('IAM role', role, ROLE));
  }
  for (const tenant of Object.values(platform.tenants)) {
    const reconciler = reconcilerName(tenant);
    if (reconciler.length > LABEL)
      yield problem(['tenants', tenant.name], tooLong('ServiceAccount', reconciler, LABEL));
  }
  for (const { path, tenant, service } of eachService(draft)) {
    const policy = imagePolicyName(tenant, service.name);
    if (service.container.image.kind === 'built' && policy.length > LABEL) {
      yield problem(path, tooLong('ImagePolicy', policy, LABEL));
    }
    const volumes = new Set(
      Object.values(service.environments).flatMap(({ volumes }) =>
        volumes.filter(({ kind }) => kind === 'persistent').map(({ name }) => name),
      ),
    );
    for (const volume of volumes) {
      const claim = claimName(service.name, volume);
      if (claim.length > LABEL)
        yield problem([...path, 'volumes', volume], tooLong('PersistentVolumeClaim', claim, LABEL));
    }
  }
};

function tooLong(kind: string, name: string, limit: number): string {
  return `its ${kind} ${name} would have ${name.length} characters, ${limit} are allowed: shorten the names that it is made of`;
}

import { buildStackName, claimName, imagePolicyName, reconcilerName, roleName } from '../names.ts';
import type { Path } from '../problem.ts';
import type { ImageRule, PlatformRule, Report, ServiceRule } from './draft.ts';

/** The longest name of a controller that assumes a role. */
const LONGEST_CONTROLLER = 'aws-load-balancer-controller';
/** Names that become labels or host names. */
const LABEL = 63;
/** Names of IAM roles. */
const ROLE = 64;
/** Names of CloudFormation stacks. */
const STACK = 128;

/** Roles of clusters and ServiceAccounts of tenants, put together from other names, are not too long. */
export const platformNames: PlatformRule = ({ platform }, report) => {
  const controllers = [LONGEST_CONTROLLER, ...Object.keys(platform.controllers)];
  const longest = controllers.reduce((a, b) => (b.length > a.length ? b : a));
  for (const cluster of Object.values(platform.clusters)) {
    const role = roleName(platform, cluster, longest);
    if (role.length > ROLE) tooLong('IAM role', role, ROLE, ['clusters', cluster.name], report);
  }
  for (const tenant of Object.values(platform.tenants)) {
    const account = reconcilerName(tenant);
    if (account.length > LABEL) tooLong('ServiceAccount', account, LABEL, ['tenants', tenant.name], report);
  }
};

/** Claims of persistent volumes are not too long. */
export const claimNames: ServiceRule = (_draft, { path, service }, report) => {
  const names = new Set<string>();
  for (const environment in service.environments) {
    for (const { name, kind } of service.environments[environment]?.volumes ?? []) {
      if (kind === 'persistent' && claimName(service.name, name).length > LABEL) names.add(name);
    }
  }
  for (const name of names) {
    tooLong(
      'PersistentVolumeClaim',
      claimName(service.name, name),
      LABEL,
      [...path, 'volumes', name],
      report,
    );
  }
};

/** ImagePolicies and stacks of built services are not too long. */
export const imageNames: ImageRule = ({ platform }, built, report) => {
  for (const { path, tenant, service, image } of built) {
    const policy = imagePolicyName(tenant, service.name);
    if (policy.length > LABEL) tooLong('ImagePolicy', policy, LABEL, path, report);
    const stack = buildStackName(platform, image);
    if (stack.length > STACK) tooLong('stack', stack, STACK, [...path, 'image', 'repository'], report);
  }
};

function tooLong(kind: string, name: string, limit: number, path: Path, report: Report): void {
  report(
    path,
    `its ${kind} ${name} would have ${name.length} characters, ${limit} are allowed: shorten the names that it is made of`,
  );
}

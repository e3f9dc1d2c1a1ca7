import type { Tenant } from '../platform.ts';
import { bytes, formatBytes, formatCpus, milliCpus } from '../quantity.ts';
import { claimIn } from './claim.ts';
import type { Claim } from './claim.ts';
import type { Report, PlatformRule } from './draft.ts';
import { intact } from './draft.ts';

interface Limit {
  readonly path: readonly string[];
  readonly needed: (claim: Claim) => number;
  /** What the quota allows, as a number and as it was written. */
  readonly allowed: number;
  readonly written: string;
  readonly format: (needed: number) => string;
}

/** All pods of a tenant fit into its quota in every environment, with room for one more while a rollout replaces pods. */
export const quota: PlatformRule = (draft, report) => {
  const environments = Object.keys(draft.platform.environments);
  for (const tenant of Object.values(draft.platform.tenants)) {
    const path = ['tenants', tenant.name];
    if (['quota', 'limitRange', 'services'].every((part) => intact(draft, path, part))) {
      exceeded(tenant, environments, report);
    }
  }
};

/** One problem for each part of the quota: in the environment that needs the most of it. */
function exceeded(tenant: Tenant, environments: readonly string[], report: Report): void {
  const claims = environments.map((environment) => ({ environment, claim: claimIn(tenant, environment) }));
  for (const { path, needed, allowed, written, format } of limitsOf(tenant)) {
    let worst = { environment: '', amount: allowed };
    for (const { environment, claim } of claims) {
      if (needed(claim) > worst.amount) worst = { environment, amount: needed(claim) };
    }
    if (worst.amount === allowed) continue;
    report(
      ['tenants', tenant.name, 'quota', ...path],
      `expected at least ${format(worst.amount)}, which the services need in ${worst.environment}, got ${written}`,
    );
  }
}

function limitsOf({ quota: { requests, limits, storage, ...counts } }: Tenant): readonly Limit[] {
  const cpu = (path: readonly string[], written: string, needed: Limit['needed']): Limit => {
    return { path, written, needed, allowed: milliCpus(written), format: formatCpus };
  };
  const memory = (path: readonly string[], written: string, needed: Limit['needed']): Limit => {
    return { path, written, needed, allowed: bytes(written), format: formatBytes };
  };
  const count = (field: keyof typeof counts): Limit => {
    return {
      path: [field],
      written: String(counts[field]),
      needed: (claim) => claim[field],
      allowed: counts[field],
      format: String,
    };
  };
  return [
    cpu(['requests', 'cpu'], requests.cpu, (claim) => claim.requestCpu),
    memory(['requests', 'memory'], requests.memory, (claim) => claim.requestMemory),
    cpu(['limits', 'cpu'], limits.cpu, (claim) => claim.limitCpu),
    memory(['limits', 'memory'], limits.memory, (claim) => claim.limitMemory),
    count('pods'),
    count('services'),
    count('loadBalancers'),
    count('persistentVolumeClaims'),
    memory(['storage'], storage, (claim) => claim.storage),
  ];
}

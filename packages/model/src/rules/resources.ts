import type { Path } from '../problem.ts';
import { bytes, milliCpus } from '../quantity.ts';
import type { ResourceAmounts, Resources } from '../service.ts';
import type { Draft, PlatformRule, Report, ServiceRule } from './draft.ts';
import { intact } from './draft.ts';

/** The parts of a tenant's limit range are in order. */
export const limitRanges: PlatformRule = (draft, report) => {
  for (const { name, limitRange } of Object.values(draft.platform.tenants)) {
    const path = ['tenants', name, 'limitRange'];
    if (!intact(draft, path)) continue;
    const { defaultRequests, defaultLimits, max } = limitRange;
    atMost(defaultRequests, [defaultLimits, 'defaultLimits'], [path, 'defaultRequests'], report);
    atMost(defaultLimits, [max, 'max'], [path, 'defaultLimits'], report);
  }
};

/** Nobody requests more than his limit, and no limit is above what the tenant allows one container. */
export const resources: ServiceRule = (draft, { path: place, tenant, service, containers }, report) => {
  const { max } = tenant.limitRange;
  for (const { path, container } of containers) ofContainer(draft, container.resources, max, path, report);
  for (const environment in service.environments) {
    const here = service.environments[environment]?.resources ?? service.base.resources;
    if (here === service.base.resources || !intact(draft, place, 'resources')) continue;
    ofContainer(draft, here, max, [...place, 'environments', environment], report);
  }
};

function ofContainer(draft: Draft, one: Resources, max: ResourceAmounts, path: Path, report: Report): void {
  if (fits(one.requests, one.limits) && fits(one.limits, max)) return;
  if (!intact(draft, path, 'resources')) return;
  atMost(one.requests, [one.limits, 'the limit'], [path, 'resources', 'requests'], report);
  if (!intact(draft, path.slice(0, 2), 'limitRange')) return;
  atMost(one.limits, [max, 'limitRange.max of the tenant'], [path, 'resources', 'limits'], report);
}

function fits(one: ResourceAmounts, limit: ResourceAmounts): boolean {
  return milliCpus(one.cpu) <= milliCpus(limit.cpu) && bytes(one.memory) <= bytes(limit.memory);
}

function atMost(
  one: ResourceAmounts,
  [limit, what]: readonly [ResourceAmounts, string],
  [owner, ...fields]: readonly [Path, ...string[]],
  report: Report,
): void {
  const say = (field: 'cpu' | 'memory'): void => {
    report([...owner, ...fields, field], `expected at most ${what}, ${limit[field]}, got ${one[field]}`);
  };
  if (milliCpus(one.cpu) > milliCpus(limit.cpu)) say('cpu');
  if (bytes(one.memory) > bytes(limit.memory)) say('memory');
}

import type { Path } from '../problem.ts';
import { bytes, milliCpus } from '../quantity.ts';
import type { ResourceAmounts, Resources } from '../service.ts';
import type { Draft, Report, Rule } from './draft.ts';
import { intact } from './draft.ts';

/** Nobody requests more than his limit, and no limit is above what the tenant allows one container. */
export const resources: Rule = (draft, report) => {
  for (const { name, limitRange } of Object.values(draft.platform.tenants)) {
    const path = ['tenants', name, 'limitRange'];
    if (!intact(draft, path)) continue;
    const { defaultRequests, defaultLimits, max } = limitRange;
    atMost(defaultRequests, [defaultLimits, 'defaultLimits'], [path, 'defaultRequests'], report);
    atMost(defaultLimits, [max, 'max'], [path, 'defaultLimits'], report);
  }
  for (const { path: service, tenant, service: resolved, containers } of draft.services) {
    const { max } = tenant.limitRange;
    for (const { path, container } of containers) ofContainer(draft, container.resources, max, path, report);
    for (const environment in resolved.environments) {
      const here = resolved.environments[environment]?.resources ?? resolved.base.resources;
      if (here === resolved.base.resources || !intact(draft, service, 'resources')) continue;
      ofContainer(draft, here, max, [...service, 'environments', environment], report);
    }
  }
};

function ofContainer(draft: Draft, one: Resources, max: ResourceAmounts, path: Path, report: Report): void {
  if (!intact(draft, path, 'resources')) return;
  atMost(one.requests, [one.limits, 'the limit'], [path, 'resources', 'requests'], report);
  if (!intact(draft, path.slice(0, 2), 'limitRange')) return;
  atMost(one.limits, [max, 'limitRange.max of the tenant'], [path, 'resources', 'limits'], report);
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

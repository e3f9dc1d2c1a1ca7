import type { Path, Problem } from '../problem.ts';
import { bytes, milliCpus } from '../quantity.ts';
import type { ResourceAmounts, Resources } from '../service.ts';
import type { Draft, Rule } from './draft.ts';
import { intact, problem } from './draft.ts';
import { containersOf, eachService } from './walk.ts';

/** Nobody requests more than his limit, and no limit is above what the tenant allows one container. */
export const resources: Rule = function* (draft) {
  for (const { name, limitRange } of Object.values(draft.platform.tenants)) {
    const path = ['tenants', name, 'limitRange'];
    if (!intact(draft, path)) continue;
    const { defaultRequests, defaultLimits, max } = limitRange;
    yield* atMost(defaultRequests, defaultLimits, [...path, 'defaultRequests'], 'defaultLimits');
    yield* atMost(defaultLimits, max, [...path, 'defaultLimits'], 'max');
  }
  for (const placed of eachService(draft)) {
    const { max } = placed.tenant.limitRange;
    for (const { path, container } of containersOf(placed))
      yield* checked(draft, container.resources, max, path);
    for (const [environment, { resources: here }] of Object.entries(placed.service.environments)) {
      if (here === placed.service.base.resources) continue;
      yield* checked(draft, here, max, [...placed.path, 'environments', environment]);
    }
  }
};

function* checked(draft: Draft, one: Resources, max: ResourceAmounts, owner: Path): Iterable<Problem> {
  const path = [...owner, 'resources'];
  if (!intact(draft, path, [...owner.slice(0, 4), 'resources'])) return;
  yield* atMost(one.requests, one.limits, [...path, 'requests'], 'the limit');
  if (intact(draft, [...owner.slice(0, 2), 'limitRange'])) {
    yield* atMost(one.limits, max, [...path, 'limits'], 'limitRange.max of the tenant');
  }
}

function* atMost(one: ResourceAmounts, limit: ResourceAmounts, path: Path, what: string): Iterable<Problem> {
  if (milliCpus(one.cpu) > milliCpus(limit.cpu)) {
    yield problem([...path, 'cpu'], `expected at most ${what}, ${limit.cpu}, got ${one.cpu}`);
  }
  if (bytes(one.memory) > bytes(limit.memory)) {
    yield problem([...path, 'memory'], `expected at most ${what}, ${limit.memory}, got ${one.memory}`);
  }
}

import { describe, expect, test } from 'vitest';
import { allows } from '../iam/evaluate-policy.test.fixture.ts';
import { sockShop } from '../sock-shop.test.data.ts';
import { synthesized } from '../testing/synthesized.test.fixture.ts';
import { threeAccounts } from '../testing/three-accounts.ts';
import { callCases } from './allowed-calls.test.fixture.ts';
import { associations, effectiveRoles, ownRoles } from './controller-roles.test.fixture.ts';
import { madeResources } from './made-resources.test.fixture.ts';

const platforms = [
  {
    platform: sockShop,
    names: {
      platform: 'sock-shop',
      followed: ['flux-repo', 'microservices-repo'],
      pushed: 'microservices-repo',
      foreign: ['app-repo', 'platform-repo', 'another-tenants-repo'],
      image: 'weaveworksdemos/front-end',
      secret: 'sock-shop/sock-shop/front-end',
    },
  },
  {
    platform: threeAccounts,
    names: {
      platform: 'shop',
      followed: ['flux-repo', 'web-repo', 'other-repo'],
      pushed: 'web-repo',
      foreign: ['front-repo', 'platform-repo', 'another-tenants-repo'],
      image: 'web/front',
      secret: 'shop/web/front',
    },
  },
];

const clusters = platforms.flatMap(({ platform, names }) => {
  const { app } = synthesized(platform);
  return Object.values(platform.clusters).map((cluster) => ({ name: cluster.name, cluster, app, names }));
});

describe.each(clusters)('$name', ({ cluster, app, names }) => {
  const [key] = madeResources([app.clusters.get(cluster.name)?.identity]).filter(
    ({ type }) => type === 'AWS::KMS::Key',
  );
  if (key === undefined) throw new Error(`${cluster.name} has no key`);
  const roles = effectiveRoles(app, cluster);

  test.each(callCases(names, cluster, `\${${key.id}.Arn}`))(
    '$controller: $action on $resource is allowed: $allowed',
    ({ controller, allowed, ...call }) => {
      expect(allows(roles.get(controller)?.statements ?? [], call)).toBe(allowed);
    },
  );
});

const elsewhere = clusters.filter(({ cluster, app }) => cluster.aws.account !== app.platform.aws.account);

test.each(elsewhere)(
  '$name: in its own account a role for Git may do nothing but take on the other',
  ({ cluster, app }) => {
    const own = ownRoles(app, cluster);
    const passing = associations(app, cluster).filter(
      ({ properties }) => properties['TargetRoleArn'] !== undefined,
    );
    expect(passing.length).toBeGreaterThan(0);
    for (const { properties } of passing) {
      const statements = own.get(String(properties['RoleArn']))?.statements ?? [];
      const resource = String(properties['TargetRoleArn']);
      expect(statements.flatMap(({ Action }) => Action)).toEqual(['sts:AssumeRole', 'sts:TagSession']);
      expect(allows(statements, { action: 'sts:AssumeRole', resource })).toBe(true);
      expect(
        allows(statements, { action: 'sts:AssumeRole', resource: 'arn:aws:iam::111122223333:role/admin' }),
      ).toBe(false);
    }
  },
);

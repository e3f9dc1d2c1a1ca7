import { describe, expect, test } from 'vitest';
import { allows, matches } from '../iam/evaluate-policy.test.fixture.ts';
import { sockShop } from '../sock-shop.test.data.ts';
import { synthesized } from '../testing/synthesized.test.fixture.ts';
import { threeAccounts } from '../testing/three-accounts.ts';
import { associations, effectiveRoles, ownRoles, rolesOf } from './controller-roles.test.fixture.ts';
import { generatedFiles, objectsFor } from './generated-objects.test.fixture.ts';
import { callsFor } from './needed-calls.test.fixture.ts';

describe.each([
  ['Sock Shop', sockShop],
  ['a platform in three accounts', threeAccounts],
])('%s', (_name, platform) => {
  const { app } = synthesized(platform);
  const files = generatedFiles(platform);
  const clusters = Object.values(platform.clusters);

  test.each(clusters)(
    '$name: roles allow what the objects there need, and name nothing that no object needs',
    (cluster) => {
      const calls = callsFor(cluster, objectsFor(files, cluster));
      const roles = effectiveRoles(app, cluster);
      for (const [controller, needed] of calls) {
        const statements = roles.get(controller)?.statements ?? [];
        const refused = needed.filter((call) => !allows(statements, call));
        expect([controller, refused]).toEqual([controller, []]);
        const named = statements
          .flatMap(({ Resource }) => [Resource].flat())
          .filter((resource) => resource !== '*');
        const unused = named.filter((pattern) => !needed.some(({ resource }) => matches(pattern, resource)));
        expect([controller, unused]).toEqual([controller, []]);
      }
      expect([...roles.keys()].filter((name) => !calls.has(name))).toEqual([
        'ebs-csi-controller-sa',
        'aws-load-balancer-controller',
        'kustomize-controller',
      ]);
    },
  );

  test.each(clusters)('$name: AWS keeps the policy of one role: volumes of this cluster only', (cluster) => {
    const kept = [...effectiveRoles(app, cluster)].filter(
      ([, { managedPolicies }]) => managedPolicies.length > 0,
    );
    expect(
      kept.map(([name, { managedPolicies, statements }]) => [name, managedPolicies, statements]),
    ).toEqual([
      [
        'ebs-csi-controller-sa',
        ['arn:${AWS::Partition}:iam::aws:policy/AmazonEBSCSIDriverEKSClusterScopedPolicy'],
        [],
      ],
    ]);
  });

  test.each(clusters)(
    '$name: a pod of the right cluster, namespace and account takes on each role',
    (cluster) => {
      const { account } = cluster.aws;
      const made = rolesOf(app, cluster);
      const own = ownRoles(app, cluster);
      for (const { properties, region } of associations(app, cluster)) {
        expect(region).toBe(cluster.aws.region);
        const role = own.get(String(properties['RoleArn']));
        const name = role?.arn.split('/').at(-1) ?? '';
        expect(name.startsWith(`${platform.name}-${cluster.name}-`)).toBe(true);
        expect(role?.trusts[0]).toMatchObject({
          Action: ['sts:AssumeRole', 'sts:TagSession'],
          Principal: { Service: 'pods.eks.amazonaws.com' },
          Condition: {
            StringEquals: {
              'aws:SourceAccount': account,
              'aws:RequestTag/eks-cluster-name': cluster.name,
              'aws:RequestTag/kubernetes-namespace': properties['Namespace'],
              'aws:RequestTag/kubernetes-service-account': properties['ServiceAccount'],
            },
          },
        });
        const target = properties['TargetRoleArn'] as string | undefined;
        if (target === undefined) continue;
        expect(target).toBe(`arn:aws:iam::${platform.aws.account}:role/${name}`);
        const call = { action: 'sts:AssumeRole', resource: target };
        expect(allows(role?.statements ?? [], call)).toBe(true);
        expect(allows(role?.statements ?? [], { ...call, resource: `${call.resource}-2` })).toBe(false);
        expect(made.get(target)?.trusts[0]).toMatchObject({
          Principal: { AWS: `arn:\${AWS::Partition}:iam::${account}:root` },
          Condition: { ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${account}:role/${name}` } },
        });
      }
    },
  );
});

import { expect, test } from 'vitest';
import { sockShop } from '../sock-shop.test.data.ts';
import { allows } from './evaluate-policy.test.fixture.ts';
import { podIdentities } from './pod-identities.ts';

const key = 'arn:aws:kms:us-west-2:111122223333:key/own';
const cluster = sockShop.clusters['dev-cluster'];
if (!cluster) throw new Error('Sock Shop has a dev-cluster');
const roles = new Map(
  podIdentities(sockShop, cluster).map(({ controller, permissions }) => [controller, permissions(key)]),
);
const git = (name: string): string => `arn:aws:codecommit:us-west-2:111122223333:${name}`;
const ecr = (name: string): string => `arn:aws:ecr:us-west-2:111122223333:repository/${name}`;
const secret = (name: string): string => `arn:aws:secretsmanager:us-west-2:111122223333:secret:${name}`;
const main = { 'codecommit:References': 'refs/heads/main' };
const other = { 'codecommit:References': 'refs/heads/other' };

const [source, robot, scanner, kustomize, secrets] = [
  'source-controller',
  'image-automation-controller',
  'image-reflector-controller',
  'kustomize-controller',
  'external-secrets',
] as const;
type Case = readonly [string, string, string, boolean, Readonly<Record<string, string>>?];
const cases: readonly Case[] = [
  [source, 'codecommit:GitPull', git('flux-repo'), true],
  [source, 'codecommit:GitPull', git('microservices-repo'), true],
  [source, 'codecommit:GitPull', git('app-repo'), false],
  [source, 'codecommit:GitPull', git('platform-repo'), false],
  [source, 'codecommit:GitPush', git('flux-repo'), false, main],
  [source, 'codecommit:GitPush', git('microservices-repo'), false, main],
  [source, 'ecr:BatchGetImage', ecr('weaveworksdemos/front-end'), false],
  [source, 'kms:Decrypt', key, false],
  [robot, 'codecommit:GitPull', git('microservices-repo'), true],
  [robot, 'codecommit:GitPush', git('microservices-repo'), true],
  [robot, 'codecommit:GitPush', git('microservices-repo'), true, main],
  [robot, 'codecommit:GitPush', git('microservices-repo'), false, other],
  [robot, 'codecommit:GitPush', git('flux-repo'), false, main],
  [robot, 'codecommit:GitPull', git('flux-repo'), false],
  [robot, 'codecommit:GitPush', git('another-tenants-repo'), false, main],
  [robot, 'codecommit:GitPull', git('another-tenants-repo'), false],
  [robot, 'codecommit:GitPush', git('app-repo'), false, main],
  [robot, 'codecommit:GitPush', git('platform-repo'), false, main],
  [robot, 'codecommit:DeleteBranch', git('microservices-repo'), false],
  [robot, 'codecommit:DeleteRepository', git('microservices-repo'), false],
  [robot, 'ecr:PutImage', ecr('weaveworksdemos/front-end'), false],
  [scanner, 'ecr:GetAuthorizationToken', '*', true],
  [scanner, 'ecr:ListImages', ecr('weaveworksdemos/front-end'), true],
  [scanner, 'ecr:DescribeImages', ecr('weaveworksdemos/front-end'), true],
  [scanner, 'ecr:BatchGetImage', ecr('weaveworksdemos/front-end'), true],
  [scanner, 'ecr:ListImages', ecr('weaveworksdemos/other'), false],
  [scanner, 'ecr:BatchGetImage', ecr('weaveworksdemos/front-end-2'), false],
  [scanner, 'ecr:PutImage', ecr('weaveworksdemos/front-end'), false],
  [scanner, 'ecr:InitiateLayerUpload', ecr('weaveworksdemos/front-end'), false],
  [scanner, 'ecr:BatchDeleteImage', ecr('weaveworksdemos/front-end'), false],
  [scanner, 'ecr:SetRepositoryPolicy', ecr('weaveworksdemos/front-end'), false],
  [scanner, 'codecommit:GitPull', git('microservices-repo'), false],
  [kustomize, 'kms:Decrypt', key, true],
  [kustomize, 'kms:Decrypt', 'arn:aws:kms:us-west-2:111122223333:key/other', false],
  [kustomize, 'kms:Encrypt', key, false],
  [kustomize, 'kms:ScheduleKeyDeletion', key, false],
  [kustomize, 'codecommit:GitPull', git('flux-repo'), false],
  [secrets, 'secretsmanager:GetSecretValue', secret('sock-shop/sock-shop/front-end-AbCdEf'), true],
  [secrets, 'secretsmanager:GetSecretValue', secret('sock-shop/flux-system/flux-receiver-AbCdEf'), true],
  [secrets, 'secretsmanager:GetSecretValue', secret('sock-shop/another/key-AbCdEf'), false],
  [secrets, 'secretsmanager:GetSecretValue', secret('another/sock-shop/key-AbCdEf'), false],
  [secrets, 'secretsmanager:PutSecretValue', secret('sock-shop/sock-shop/front-end-AbCdEf'), false],
  [secrets, 'secretsmanager:DeleteSecret', secret('sock-shop/sock-shop/front-end-AbCdEf'), false],
];

test.each(
  cases.map(([controller, action, resource, expected, context]) => ({
    controller,
    action,
    resource,
    expected,
    context,
  })),
)(
  '$controller: $action on $resource is allowed: $expected',
  ({ controller, action, resource, expected, context }) => {
    const statements = roles.get(controller);
    if (!statements) throw new Error(`no role of ${controller}`);
    expect(allows(statements, { action, resource, ...(context && { context }) })).toBe(expected);
  },
);

import type { Cluster } from '@tideway/model';
import type { Call } from '../iam/evaluate-policy.test.fixture.ts';

/** Names of a platform as its model writes them. */
export interface Names {
  readonly platform: string;
  /** Repositories that Flux follows. */
  readonly followed: readonly string[];
  /** Of those, the one that the image robot pushes, whose images are built. */
  readonly pushed: string;
  /** Repositories that Flux has nothing to do with. */
  readonly foreign: readonly string[];
  readonly image: string;
  /** Tenant with secrets, and one of them. */
  readonly secret: string;
}

/** A call that a controller may make or not. */
export interface CallCase extends Call {
  readonly controller: string;
  readonly allowed: boolean;
}

const main = { 'codecommit:References': 'refs/heads/main' };
const other = { 'codecommit:References': 'refs/heads/other' };

/**
 * What the controllers of a cluster may and may not do, all ARNs written out. On a cluster whose environment promotes,
 * nothing scans images or pushes tags.
 *
 * @param key ARN of the key that encrypts files for the cluster
 */
export function callCases(names: Names, cluster: Cluster, key: string): readonly CallCase[] {
  const git = (name: string): string => `arn:aws:codecommit:us-west-2:111122223333:${name}`;
  const ecr = (name: string): string => `arn:aws:ecr:us-west-2:111122223333:repository/${name}`;
  const secret = (name: string, account = cluster.aws.account): string =>
    `arn:aws:secretsmanager:us-west-2:${account}:secret:${name}-AbCdEf`;
  const isAutomated = cluster.environment.startsWith('dev');
  const { platform, image, followed, foreign, pushed } = names;
  const receiver = `${platform}/flux-system/flux-receiver`;
  type Case = readonly [string, string, boolean, Readonly<Record<string, string>>?];
  const cases: Readonly<Record<string, readonly Case[]>> = {
    'source-controller': [
      ...followed.map((name): Case => ['codecommit:GitPull', git(name), true]),
      ...followed.map((name): Case => ['codecommit:GitPush', git(name), false, main]),
      ...foreign.map((name): Case => ['codecommit:GitPull', git(name), false]),
      ['codecommit:GitPull', `arn:aws:codecommit:us-west-2:999999999999:${pushed}`, false],
      ['codecommit:GitPull', `arn:aws:codecommit:eu-west-1:111122223333:${pushed}`, false],
      ['ecr:BatchGetImage', ecr(image), false],
      ['kms:Decrypt', key, false],
      ['secretsmanager:GetSecretValue', secret(names.secret), false],
    ],
    'image-automation-controller': [
      ['codecommit:GitPull', git(pushed), isAutomated],
      ['codecommit:GitPush', git(pushed), isAutomated],
      ['codecommit:GitPush', git(pushed), isAutomated, main],
      ['codecommit:GitPush', git(pushed), false, other],
      ...[...followed, ...foreign]
        .filter((name) => name !== pushed)
        .flatMap((name): readonly Case[] => [
          ['codecommit:GitPull', git(name), false],
          ['codecommit:GitPush', git(name), false, main],
        ]),
      ['codecommit:DeleteBranch', git(pushed), false],
      ['codecommit:DeleteRepository', git(pushed), false],
      ['codecommit:MergePullRequestBySquash', git(pushed), false],
      ['ecr:PutImage', ecr(image), false],
    ],
    'image-reflector-controller': [
      ['ecr:GetAuthorizationToken', '*', isAutomated],
      ['ecr:ListImages', ecr(image), isAutomated],
      ['ecr:DescribeImages', ecr(image), isAutomated],
      ['ecr:BatchGetImage', ecr(image), isAutomated],
      ['ecr:ListImages', ecr(`${image}-2`), false],
      ['ecr:BatchGetImage', ecr('another/image'), false],
      ['ecr:PutImage', ecr(image), false],
      ['ecr:InitiateLayerUpload', ecr(image), false],
      ['ecr:BatchDeleteImage', ecr(image), false],
      ['ecr:SetRepositoryPolicy', ecr(image), false],
      ['codecommit:GitPull', git(pushed), false],
    ],
    'kustomize-controller': [
      ['kms:Decrypt', key, true],
      ['kms:Decrypt', `arn:aws:kms:us-west-2:${cluster.aws.account}:key/other`, false],
      ['kms:Encrypt', key, false],
      ['kms:ScheduleKeyDeletion', key, false],
      ['codecommit:GitPull', git(followed[0] ?? ''), false],
    ],
    'external-secrets': [
      ['secretsmanager:GetSecretValue', secret(names.secret), true],
      ['secretsmanager:GetSecretValue', secret(receiver), true],
      ['secretsmanager:GetSecretValue', secret(names.secret, '999999999999'), false],
      ['secretsmanager:GetSecretValue', secret(`${platform}/another/key`), false],
      ['secretsmanager:GetSecretValue', secret(`another/${names.secret}`), false],
      ['secretsmanager:PutSecretValue', secret(names.secret), false],
      ['secretsmanager:DeleteSecret', secret(names.secret), false],
      ['kms:Decrypt', key, false],
    ],
  };
  return Object.entries(cases).flatMap(([controller, all]) =>
    all.map(([action, resource, allowed, context]) => ({
      controller,
      action,
      resource,
      allowed,
      ...(context && { context }),
    })),
  );
}

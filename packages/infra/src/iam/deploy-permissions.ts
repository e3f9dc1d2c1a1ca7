import type { AwsTarget } from '@tideway/model';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { roleArn } from './arns.ts';
import { allow } from './statement.ts';

/** Qualifier of `cdk bootstrap`'s default. */
const QUALIFIER = 'hnb659fds';

/** What a deployment needs: the roles that `cdk bootstrap` made at each place, and no right of its own. */
export function deployStacks(places: readonly AwsTarget[]): readonly PolicyStatement[] {
  const roles = ['deploy', 'file-publishing', 'image-publishing', 'lookup'];
  const arns = places.flatMap((aws) =>
    roles.map((role) => roleArn(aws, `cdk-${QUALIFIER}-${role}-role-${aws.account}-${aws.region}`)),
  );
  return [allow('TakeOnBootstrapRoles', ['sts:AssumeRole', 'sts:TagSession'], [...new Set(arns)])];
}

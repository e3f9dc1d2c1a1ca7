import type { AwsTarget, Cluster, Platform } from '@tideway/model';

/** Partition of a region, which every ARN names. */
export function partition({ region }: AwsTarget): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

/** A CodeCommit repository of the platform. */
export function codeCommitArn({ aws }: Platform, repository: string): string {
  return `arn:${partition(aws)}:codecommit:${aws.region}:${aws.account}:${repository}`;
}

/** An ECR repository of the platform. */
export function ecrArn({ aws }: Platform, repository: string): string {
  return `arn:${partition(aws)}:ecr:${aws.region}:${aws.account}:repository/${repository}`;
}

/** All secrets of a folder in AWS Secrets Manager, in a cluster's account and the platform's region. */
export function secretsArn(platform: Platform, cluster: Cluster, folder: string): string {
  const { region } = platform.aws;
  return `arn:${partition(platform.aws)}:secretsmanager:${region}:${cluster.aws.account}:secret:${folder}*`;
}

/** A role by its name. */
export function roleArn(aws: AwsTarget, name: string): string {
  return `arn:${partition(aws)}:iam::${aws.account}:role/${name}`;
}

/** Whether a cluster is in another account than its platform. */
export function isForeign(platform: Platform, cluster: Cluster): boolean {
  return cluster.aws.account !== platform.aws.account;
}

/** Whether a cluster is in another account or another region than its platform. */
export function isElsewhere(platform: Platform, cluster: Cluster): boolean {
  return isForeign(platform, cluster) || cluster.aws.region !== platform.aws.region;
}

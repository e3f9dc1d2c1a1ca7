import { partition } from './target.ts';

/** A named resource of an account in a region. */
export interface NamedResource {
  readonly account: string;
  readonly region: string;
  readonly name: string;
}

/** ARN of a CodeCommit repository. */
export function repositoryArn({ account, region, name }: NamedResource): string {
  return `arn:${partition(region)}:codecommit:${region}:${account}:${name}`;
}

/** ARN of an ECR repository. */
export function imageRepositoryArn({ account, region, name }: NamedResource): string {
  return `arn:${partition(region)}:ecr:${region}:${account}:repository/${name}`;
}

/** ARN of a CodeBuild project. */
export function projectArn({ account, region, name }: NamedResource): string {
  return `arn:${partition(region)}:codebuild:${region}:${account}:project/${name}`;
}

/** ARN of a secret: its name has six characters of Secrets Manager's behind it. */
export function secretArn({ account, region, name }: NamedResource, suffix: string): string {
  return `arn:${partition(region)}:secretsmanager:${region}:${account}:secret:${name}-${suffix}`;
}

/** ARN of a build, whose id is `<project>:<uuid>`. */
export function buildArn({ account, region, name }: NamedResource): string {
  return `arn:${partition(region)}:codebuild:${region}:${account}:build/${name}`;
}

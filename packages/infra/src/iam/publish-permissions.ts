import type { AwsTarget } from '@tideway/model';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { partition } from './arns.ts';
import { allow } from './statement.ts';

/** A repository of CodeArtifact, and the packages in it that may be published. */
export interface PublishTarget {
  /** Region of the domain, and account that owns it. */
  readonly aws: AwsTarget;
  readonly domain: string;
  readonly repository: string;
  /** npm scope without its @. */
  readonly scope: string;
}

/**
 * What publishing to CodeArtifact needs: a token, a look at what is there, and new versions of the packages of one scope.
 * https://docs.aws.amazon.com/codeartifact/latest/ug/auth-and-access-control-permissions-reference.html
 */
export function publishPackages({
  aws,
  domain,
  repository,
  scope,
}: PublishTarget): readonly PolicyStatement[] {
  const arn = (resource: string): string =>
    `arn:${partition(aws)}:codeartifact:${aws.region}:${aws.account}:${resource}`;
  return [
    allow('LogIn', ['codeartifact:GetAuthorizationToken'], [arn(`domain/${domain}`)]),
    // A token of CodeArtifact is a bearer token of STS, which knows no resource.
    allow('BearCodeArtifactToken', ['sts:GetServiceBearerToken'], ['*'], {
      StringEquals: { 'sts:AWSServiceName': 'codeartifact.amazonaws.com' },
    }),
    allow(
      'ReadPackages',
      ['codeartifact:GetRepositoryEndpoint', 'codeartifact:ReadFromRepository'],
      [arn(`repository/${domain}/${repository}`)],
    ),
    allow(
      'PublishPackages',
      ['codeartifact:PublishPackageVersion', 'codeartifact:PutPackageMetadata'],
      [arn(`package/${domain}/${repository}/npm/${scope}/*`)],
    ),
  ];
}

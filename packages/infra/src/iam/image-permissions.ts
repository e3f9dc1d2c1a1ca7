import type { Platform } from '@tideway/model';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { imageRepositories } from '../flux/repositories.ts';
import type { AcceptedFinding } from '../assembly/accepted-findings.ts';
import { ecrArn } from './arns.ts';
import { allow } from './statement.ts';

/** Actions that pull an image. */
export const pullActions = [
  'ecr:BatchCheckLayerAvailability',
  'ecr:BatchGetImage',
  'ecr:GetDownloadUrlForLayer',
] as const;

/** Actions that list the tags of an image. */
export const listActions = ['ecr:DescribeImages', 'ecr:DescribeRepositories', 'ecr:ListImages'] as const;

/** What image-reflector-controller needs: to list the tags of the platform's images. */
export function scanImages(platform: Platform): readonly PolicyStatement[] {
  const resources = imageRepositories(platform).map((name) => ecrArn(platform, name));
  return [
    allow('ScanImages', [...pullActions, ...listActions], resources),
    // A token is for a whole registry: this action knows no resource.
    allow('LogIn', ['ecr:GetAuthorizationToken'], ['*']),
  ];
}

/** What cdk-nag finds in {@link scanImages} that stands. */
export const acceptedOfScans: readonly AcceptedFinding[] = [
  {
    id: 'AwsSolutions-IAM5',
    reason: 'A registry token is for a whole registry: ecr:GetAuthorizationToken knows no resource.',
    appliesTo: ['Resource::*'],
  },
];

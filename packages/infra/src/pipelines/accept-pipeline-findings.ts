import type { Construct } from 'constructs';
import { accept } from '../assembly/accepted-findings.ts';

/** Accepts what cdk-nag finds in the grants that CDK writes for a pipeline and its projects. */
export function acceptPipelineFindings(scope: Construct): void {
  accept(scope, [
    {
      id: 'AwsSolutions-IAM5',
      reason:
        "The objects of the pipeline's own bucket have names that only a run knows; actions are grouped by CDK.",
      appliesTo: [
        { regex: '/^Resource::<Artifacts.*\\.Arn>/\\*$/' },
        { regex: '/^Action::s3:(GetObject|GetBucket|List|DeleteObject|Abort)\\*$/' },
      ],
    },
    {
      id: 'AwsSolutions-IAM5',
      reason: "Log streams and report groups of the pipeline's own projects: a build makes and names them.",
      appliesTo: [
        { regex: '/^Resource::arn:<AWS::Partition>:logs:.*:log-group:/aws/codebuild/<.*>:\\*$/' },
        { regex: '/^Resource::arn:<AWS::Partition>:codebuild:.*:report-group/<.*>-\\*$/' },
      ],
    },
    {
      id: 'AwsSolutions-CB4',
      reason: 'What leaves a build goes into the bucket of the pipeline, which encrypts it.',
    },
  ]);
}

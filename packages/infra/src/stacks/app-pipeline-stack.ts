import { ecrImage } from '@tideway/model';
import { BuildSpec, PipelineProject } from 'aws-cdk-lib/aws-codebuild';
import { ExecutionMode, Artifact, Pipeline, PipelineType } from 'aws-cdk-lib/aws-codepipeline';
import {
  CodeBuildAction,
  CodeCommitSourceAction,
  CodeCommitTrigger,
} from 'aws-cdk-lib/aws-codepipeline-actions';
import { Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { accept } from '../assembly/accepted-findings.ts';
import { PlatformStack, type PlatformStackProps } from '../assembly/platform-stack.ts';
import type { PlacedImage } from '../flux/images.ts';
import { ecrArn } from '../iam/arns.ts';
import { pullActions } from '../iam/image-permissions.ts';
import { allow } from '../iam/statement.ts';
import { acceptPipelineFindings } from '../pipelines/accept-pipeline-findings.ts';
import { artifactBucket } from '../pipelines/artifact-bucket.ts';
import { buildEnvironment } from '../pipelines/build-image.ts';
import type { RepositoriesStack } from './repositories-stack.ts';

/** What {@link AppPipelineStack} is told. */
export interface AppPipelineStackProps extends Omit<PlatformStackProps, 'aws'> {
  readonly built: PlacedImage;
  readonly repositories: RepositoriesStack;
}

/** Branch that images are built from; the tags that Flux follows start with its name. */
const BRANCH = 'main';

/** Builds an image on every push to its sources, with the `buildspec.yml` that lies beside them, and pushes it to ECR. */
export class AppPipelineStack extends PlatformStack {
  readonly pipeline: Pipeline;
  readonly project: PipelineProject;

  constructor(scope: Construct, id: string, { built, repositories, ...props }: AppPipelineStackProps) {
    const { image, service } = built;
    super(scope, id, {
      description: `Builds ${image.repository} from ${image.source}`,
      ...props,
      aws: props.platform.aws,
    });
    const { platform } = props;
    const source = repositories.git.get(image.source);
    if (source === undefined) throw new Error(`the platform has no repository ${image.source}`);
    this.project = new PipelineProject(this, 'Build', {
      description: `Tests and builds ${service}`,
      buildSpec: BuildSpec.fromSourceFilename('buildspec.yml'),
      // Docker in a build needs a privileged one.
      environment: buildEnvironment({ privileged: true }),
      environmentVariables: {
        // A build in a pipeline is handed its sources, and is not told their branch.
        BRANCH_NAME: { value: BRANCH },
        REPOSITORY_URI: { value: ecrImage(platform, image) },
        REPOSITORY_HOST: { value: ecrImage(platform, image).split('/')[0] },
      },
      timeout: Duration.minutes(30),
    });
    this.project.addToRolePolicy(allow('LogIn', ['ecr:GetAuthorizationToken'], ['*']));
    this.project.addToRolePolicy(
      allow(
        'PushImage',
        [
          ...pullActions,
          'ecr:CompleteLayerUpload',
          'ecr:InitiateLayerUpload',
          'ecr:PutImage',
          'ecr:UploadLayerPart',
        ],
        [ecrArn(platform, image.repository)],
      ),
    );
    const sources = new Artifact('Sources');
    this.pipeline = new Pipeline(this, 'Pipeline', {
      pipelineType: PipelineType.V2,
      // What runs in the end is the newest: a push that still waits gives way to the next.
      executionMode: ExecutionMode.SUPERSEDED,
      artifactBucket: artifactBucket(this),
      restartExecutionOnUpdate: false,
      stages: [
        {
          stageName: 'Source',
          actions: [
            new CodeCommitSourceAction({
              actionName: image.source,
              repository: source,
              branch: BRANCH,
              trigger: CodeCommitTrigger.EVENTS,
              output: sources,
            }),
          ],
        },
        {
          stageName: 'Build',
          actions: [new CodeBuildAction({ actionName: service, project: this.project, input: sources })],
        },
      ],
    });
    acceptPipelineFindings(this);
    accept(this, [
      {
        id: 'AwsSolutions-IAM5',
        reason: 'A registry token is for a whole registry: ecr:GetAuthorizationToken knows no resource.',
        appliesTo: ['Resource::*'],
      },
    ]);
  }
}

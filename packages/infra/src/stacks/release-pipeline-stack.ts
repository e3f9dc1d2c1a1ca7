import { PipelineProject } from 'aws-cdk-lib/aws-codebuild';
import { Artifact, ExecutionMode, Pipeline, PipelineType } from 'aws-cdk-lib/aws-codepipeline';
import {
  CodeBuildAction,
  CodeCommitSourceAction,
  CodeCommitTrigger,
  ManualApprovalAction,
} from 'aws-cdk-lib/aws-codepipeline-actions';
import { Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { accept } from '../assembly/accepted-findings.ts';
import { PlatformStack, type PlatformStackProps } from '../assembly/platform-stack.ts';
import { publishPackages } from '../iam/publish-permissions.ts';
import { acceptPipelineFindings } from '../pipelines/accept-pipeline-findings.ts';
import { artifactBucket } from '../pipelines/artifact-bucket.ts';
import { buildEnvironment } from '../pipelines/build-image.ts';
import { buildSpec, packSpec, publishSpec } from '../pipelines/build-specs.ts';
import { variables } from '../pipelines/platform-projects.ts';
import type { RepositoriesStack } from './repositories-stack.ts';

/** What {@link ReleasePipelineStack} is told. */
export interface ReleasePipelineStackProps extends Omit<PlatformStackProps, 'aws'> {
  readonly repositories: RepositoriesStack;
  /** CodeArtifact domain, in the region of the platform. */
  readonly domain: string;
  /** Account that owns the domain. @default the platform's */
  readonly domainOwner?: string;
  /** CodeArtifact repository of the domain that gets the packages. */
  readonly packages: string;
  /** npm scope of the packages, such as `@acme`: no other is published. */
  readonly scope: string;
  /** Branch of the monorepo whose pushes are releases. @default release */
  readonly branch?: string;
}

/**
 * Publishes the shared packages of the monorepo to CodeArtifact: packed once, looked at by a person, and published from
 * the packed files by a job that builds nothing. A team adds it in its `infra.ts`.
 */
export class ReleasePipelineStack extends PlatformStack {
  readonly pipeline: Pipeline;

  /** @throws {Error} when the scope is none, or the platform has no such monorepo */
  constructor(scope: Construct, id: string, props: ReleasePipelineStackProps) {
    super(scope, id, {
      description: 'Packs the shared packages and publishes them to CodeArtifact',
      ...props,
      aws: props.platform.aws,
    });
    const { platform, repositories, domain, packages, branch = 'release' } = props;
    const { domainOwner = platform.aws.account } = props;
    if (!/^@[a-z0-9][a-z0-9._-]*$/.test(props.scope))
      throw new Error(`scope of ${id}: expected an npm scope, such as @acme, got ${props.scope}`);
    const monorepo = repositories.git.get(platform.repositories.monorepo);
    if (monorepo === undefined)
      throw new Error(`the platform has no repository ${platform.repositories.monorepo}`);

    const pack = new PipelineProject(this, 'Pack', {
      description: 'Builds and packs the packages',
      buildSpec: buildSpec(packSpec()),
      environment: buildEnvironment(),
      timeout: Duration.hours(1),
    });
    const publish = new PipelineProject(this, 'Publish', {
      description: 'Publishes the packed files',
      buildSpec: buildSpec(publishSpec()),
      environment: buildEnvironment(),
      environmentVariables: variables({
        DOMAIN: domain,
        DOMAIN_OWNER: domainOwner,
        PACKAGES: packages,
        SCOPE: props.scope,
      }),
      timeout: Duration.minutes(30),
    });
    const target = { account: domainOwner, region: platform.aws.region };
    const name = props.scope.slice(1);
    for (const statement of publishPackages({ aws: target, domain, repository: packages, scope: name }))
      publish.addToRolePolicy(statement);

    const sources = new Artifact('Sources');
    const packed = new Artifact('Packed');
    this.pipeline = new Pipeline(this, 'Pipeline', {
      pipelineType: PipelineType.V2,
      executionMode: ExecutionMode.QUEUED,
      artifactBucket: artifactBucket(this),
      // A changed pipeline is no release.
      restartExecutionOnUpdate: false,
      stages: [
        {
          stageName: 'Source',
          actions: [
            new CodeCommitSourceAction({
              actionName: platform.repositories.monorepo,
              repository: monorepo,
              branch,
              trigger: CodeCommitTrigger.EVENTS,
              output: sources,
              // With its history, in which the provenance names the commit.
              codeBuildCloneOutput: true,
            }),
          ],
        },
        {
          stageName: 'Pack',
          actions: [
            new CodeBuildAction({ actionName: 'Pack', project: pack, input: sources, outputs: [packed] }),
          ],
        },
        {
          stageName: 'Publish',
          actions: [
            new ManualApprovalAction({
              actionName: 'Approve',
              additionalInformation: `Publishes the packed files to ${domain}/${packages}: see their list in the log of Pack`,
              runOrder: 1,
            }),
            new CodeBuildAction({
              actionName: 'Publish',
              project: publish,
              input: sources,
              extraInputs: [packed],
              runOrder: 2,
            }),
          ],
        },
      ],
    });
    acceptPipelineFindings(this);
    accept(publish, [
      {
        id: 'AwsSolutions-IAM5',
        reason:
          'sts:GetServiceBearerToken knows no resource, and is for CodeArtifact only; a release brings packages of the scope that no list can name before.',
        appliesTo: [
          'Resource::*',
          { regex: `/^Resource::arn:aws[a-z-]*:codeartifact:.*:package/.*/npm/.*/\\*$/` },
        ],
      },
    ]);
  }
}

import type { AwsTarget } from '@tideway/model';
import { PipelineProject, type BuildEnvironmentVariable } from 'aws-cdk-lib/aws-codebuild';
import { Artifact, ExecutionMode, Pipeline, PipelineType } from 'aws-cdk-lib/aws-codepipeline';
import {
  CodeBuildAction,
  CodeCommitSourceAction,
  CodeCommitTrigger,
  ManualApprovalAction,
} from 'aws-cdk-lib/aws-codepipeline-actions';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Duration, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { PlatformStack, type PlatformStackProps } from '../assembly/platform-stack.ts';
import { imageRepositories, sourceRepositories } from '../flux/repositories.ts';
import { ecrArn } from '../iam/arns.ts';
import { deployStacks } from '../iam/deploy-permissions.ts';
import { deliver } from '../iam/git-permissions.ts';
import { allow } from '../iam/statement.ts';
import { acceptPipelineFindings } from '../pipelines/accept-pipeline-findings.ts';
import { artifactBucket } from '../pipelines/artifact-bucket.ts';
import { buildEnvironment } from '../pipelines/build-image.ts';
import {
  buildSpec,
  deliverSpec,
  deploySpec,
  imagesSpec,
  recordSpec,
  verifySpec,
  type BuildSpecDocument,
} from '../pipelines/build-specs.ts';
import type { EnvironmentStage } from '../pipelines/environment-stage.ts';
import type { RepositoriesStack } from './repositories-stack.ts';

/** What {@link PlatformPipelineStack} is told. */
export interface PlatformPipelineStackProps extends Omit<PlatformStackProps, 'aws'> {
  readonly repositories: RepositoriesStack;
  /** Stacks that every environment needs. */
  readonly shared: readonly string[];
  /** In the order of promotion. */
  readonly environments: readonly EnvironmentStage[];
  /** Accounts and regions that stacks are deployed to. */
  readonly places: readonly AwsTarget[];
  /** Branch of the monorepo that is deployed. @default main */
  readonly branch?: string;
  /** Name of the Nx project with `infra.ts`. @default platform */
  readonly project?: string;
  /** Folder that synthesis writes, in the monorepo. @default apps/platform/cdk.out */
  readonly assembly?: string;
}

interface ProjectOptions {
  readonly description: string;
  readonly spec: BuildSpecDocument;
  readonly permissions: readonly PolicyStatement[];
  readonly variables?: Readonly<Record<string, string>>;
}

/** Takes the monorepo from a push to all clusters: verified, the pipeline itself first, then stage by stage, then delivered. */
export class PlatformPipelineStack extends PlatformStack {
  readonly pipeline: Pipeline;

  constructor(scope: Construct, id: string, props: PlatformPipelineStackProps) {
    super(scope, id, {
      description: 'Verifies, deploys and delivers the platform',
      ...props,
      aws: props.platform.aws,
    });
    const { platform, repositories, shared, environments, branch = 'main' } = props;
    const monorepo = repositories.git.get(platform.repositories.monorepo);
    if (monorepo === undefined)
      throw new Error(`the platform has no repository ${platform.repositories.monorepo}`);
    const sources = new Artifact('Sources');
    const assembly = new Artifact('Assembly');
    const projects = this.#projects(props);
    const deploy = (actionName: string, stacks: readonly string[], runOrder: number): CodeBuildAction =>
      new CodeBuildAction({
        actionName,
        project: projects.deploy,
        input: sources,
        extraInputs: [assembly],
        environmentVariables: variables({ STACKS: stacks.join(' ') }),
        runOrder,
      });
    const sync = (actionName: string, names: readonly string[], runOrder: number): CodeBuildAction =>
      new CodeBuildAction({
        actionName,
        project: projects.deliver,
        input: sources,
        environmentVariables: variables({ REPOSITORIES: names.join(' ') }),
        runOrder,
      });
    const images = imageRepositories(platform);
    this.pipeline = new Pipeline(this, 'Pipeline', {
      pipelineType: PipelineType.V2,
      executionMode: ExecutionMode.QUEUED,
      artifactBucket: artifactBucket(this),
      // A changed pipeline starts over with the same commit.
      restartExecutionOnUpdate: true,
    });
    this.pipeline.addStage({
      stageName: 'Source',
      actions: [
        new CodeCommitSourceAction({
          actionName: platform.repositories.monorepo,
          repository: monorepo,
          branch,
          trigger: CodeCommitTrigger.EVENTS,
          output: sources,
          // With its history, which nx affected and the delivery ask.
          codeBuildCloneOutput: true,
        }),
      ],
    });
    this.pipeline.addStage({
      stageName: 'Verify',
      actions: [
        new CodeBuildAction({
          actionName: 'Verify',
          project: projects.verify,
          input: sources,
          outputs: [assembly],
        }),
      ],
    });
    this.pipeline.addStage({ stageName: 'UpdatePipeline', actions: [deploy('UpdatePipeline', [id], 1)] });
    this.pipeline.addStage({
      stageName: 'Shared',
      actions: [
        deploy('Deploy', shared, 1),
        // The first image of each service must be there before Flux asks for it.
        ...(images.length === 0
          ? []
          : [
              sync('DeliverSources', sourceRepositories(platform), 2),
              new CodeBuildAction({
                actionName: 'AwaitImages',
                project: projects.images,
                input: sources,
                runOrder: 3,
              }),
            ]),
      ],
    });
    for (const { environment, approval, stacks } of environments) {
      if (stacks.length === 0) continue;
      this.pipeline.addStage({
        stageName: environment,
        actions: [
          ...(approval
            ? [
                new ManualApprovalAction({
                  actionName: 'Approve',
                  additionalInformation: `Deploys ${stacks.join(', ')}`,
                  runOrder: 1,
                }),
              ]
            : []),
          deploy('Deploy', stacks, 2),
        ],
      });
    }
    this.pipeline.addStage({
      stageName: 'Deliver',
      actions: [
        sync('Deliver', [], 1),
        new CodeBuildAction({ actionName: 'Record', project: projects.record, input: sources, runOrder: 2 }),
      ],
    });
    acceptPipelineFindings(this);
  }

  #projects({
    platform,
    places,
    project = 'platform',
    assembly = 'apps/platform/cdk.out',
  }: PlatformPipelineStackProps) {
    const parameter = `/${platform.name}/pipeline/last-green`;
    const parameterArn = Stack.of(this).formatArn({
      service: 'ssm',
      resource: 'parameter',
      resourceName: parameter.slice(1),
    });
    const images = imageRepositories(platform);
    return {
      verify: this.#project('Verify', {
        description: 'Checks what changed, and makes the templates',
        spec: verifySpec(),
        permissions: [allow('ReadLastGreen', ['ssm:GetParameter'], [parameterArn])],
        variables: { LAST_GREEN: parameter, PLATFORM_PROJECT: project, ASSEMBLY: assembly },
      }),
      deploy: this.#project('Deploy', {
        description: 'Deploys stacks from verified templates',
        spec: deploySpec(),
        permissions: deployStacks(places),
      }),
      deliver: this.#project('Deliver', {
        description: 'Delivers the repositories that Flux follows',
        spec: deliverSpec(),
        permissions: deliver(platform),
      }),
      images: this.#project('Images', {
        description: 'Waits for the first image of each service',
        spec: imagesSpec(),
        permissions:
          images.length === 0
            ? []
            : [
                allow(
                  'ListTags',
                  ['ecr:ListImages'],
                  images.map((name) => ecrArn(platform, name)),
                ),
              ],
        variables: { IMAGES: images.join(' ') },
      }),
      record: this.#project('Record', {
        description: 'Writes down which commit went all the way',
        spec: recordSpec(),
        permissions: [allow('WriteLastGreen', ['ssm:PutParameter'], [parameterArn])],
        variables: { LAST_GREEN: parameter },
      }),
    };
  }

  #project(id: string, options: ProjectOptions): PipelineProject {
    const project = new PipelineProject(this, id, {
      description: options.description,
      buildSpec: buildSpec(options.spec),
      environment: buildEnvironment(),
      environmentVariables: variables(options.variables ?? {}),
      timeout: Duration.hours(2),
    });
    for (const statement of options.permissions) project.addToRolePolicy(statement);
    return project;
  }
}

function variables(values: Readonly<Record<string, string>>): Record<string, BuildEnvironmentVariable> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }]));
}

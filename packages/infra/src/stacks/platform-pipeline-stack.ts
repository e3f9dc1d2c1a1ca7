import type { AwsTarget } from '@tideway/model';
import { ExecutionMode, Pipeline, PipelineType } from 'aws-cdk-lib/aws-codepipeline';
import type { Construct } from 'constructs';
import { PlatformStack, type PlatformStackProps } from '../assembly/platform-stack.ts';
import { acceptPipelineFindings } from '../pipelines/accept-pipeline-findings.ts';
import { artifactBucket } from '../pipelines/artifact-bucket.ts';
import type { EnvironmentStage } from '../pipelines/environment-stage.ts';
import { platformProjects } from '../pipelines/platform-projects.ts';
import { platformStages } from '../pipelines/platform-stages.ts';
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

/** Takes the monorepo from a push to all clusters: verified, the pipeline itself first, then stage by stage, then delivered. */
export class PlatformPipelineStack extends PlatformStack {
  readonly pipeline: Pipeline;

  constructor(scope: Construct, id: string, props: PlatformPipelineStackProps) {
    super(scope, id, {
      description: 'Verifies, deploys and delivers the platform',
      ...props,
      aws: props.platform.aws,
    });
    const { platform, repositories, shared, environments, places, branch = 'main' } = props;
    const monorepo = repositories.git.get(platform.repositories.monorepo);
    if (monorepo === undefined)
      throw new Error(`the platform has no repository ${platform.repositories.monorepo}`);
    const { project = 'platform', assembly = 'apps/platform/cdk.out' } = props;
    const projects = platformProjects(this, { platform, places, project, assembly });
    this.pipeline = new Pipeline(this, 'Pipeline', {
      pipelineType: PipelineType.V2,
      executionMode: ExecutionMode.QUEUED,
      artifactBucket: artifactBucket(this),
      // A changed pipeline starts over with the same commit.
      restartExecutionOnUpdate: true,
    });
    for (const stage of platformStages({
      platform,
      monorepo,
      branch,
      projects,
      itself: id,
      shared,
      environments,
    }))
      this.pipeline.addStage(stage);
    acceptPipelineFindings(this);
  }
}

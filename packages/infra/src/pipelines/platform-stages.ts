import type { Platform } from '@tideway/model';
import type { IRepository } from 'aws-cdk-lib/aws-codecommit';
import { Artifact, type StageOptions } from 'aws-cdk-lib/aws-codepipeline';
import {
  CodeBuildAction,
  CodeCommitSourceAction,
  CodeCommitTrigger,
  ManualApprovalAction,
} from 'aws-cdk-lib/aws-codepipeline-actions';
import { imageRepositories, sourceRepositories } from '../flux/repositories.ts';
import type { EnvironmentStage } from './environment-stage.ts';
import { variables, type PlatformProjects } from './platform-projects.ts';

/** What {@link platformStages} is told. */
export interface PlatformStagesOptions {
  readonly platform: Platform;
  readonly monorepo: IRepository;
  /** Branch of the monorepo that is deployed. */
  readonly branch: string;
  readonly projects: PlatformProjects;
  /** Name of the stack with the pipeline itself. */
  readonly itself: string;
  /** Stacks that every environment needs. */
  readonly shared: readonly string[];
  /** In the order of promotion. */
  readonly environments: readonly EnvironmentStage[];
}

/** The stages of the platform's pipeline: verified, the pipeline itself first, then stage by stage, then delivered. */
export function platformStages(options: PlatformStagesOptions): readonly StageOptions[] {
  const { platform, projects, itself, environments } = options;
  const sources = new Artifact('Sources');
  const assembly = new Artifact('Assembly');
  const deploy: Deploy = (actionName, stacks, runOrder) =>
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
  const run = (actionName: string, project: 'images' | 'record', runOrder: number): CodeBuildAction =>
    new CodeBuildAction({ actionName, project: projects[project], input: sources, runOrder });
  // The first image of each service must be there before Flux asks for it.
  const images =
    imageRepositories(platform).length === 0
      ? []
      : [sync('DeliverSources', sourceRepositories(platform), 2), run('AwaitImages', 'images', 3)];
  return [
    { stageName: 'Source', actions: [fromMonorepo(options, sources)] },
    {
      stageName: 'Verify',
      actions: [
        new CodeBuildAction({
          actionName: 'Verify',
          project: projects.verify,
          input: sources,
          outputs: [assembly],
        }),
      ],
    },
    { stageName: 'UpdatePipeline', actions: [deploy('UpdatePipeline', [itself], 1)] },
    { stageName: 'Shared', actions: [deploy('Deploy', options.shared, 1), ...images] },
    ...environments
      .filter(({ stacks }) => stacks.length > 0)
      .map((environment) => environmentStage(environment, deploy)),
    { stageName: 'Deliver', actions: [sync('Deliver', [], 1), run('Record', 'record', 2)] },
  ];
}

type Deploy = (actionName: string, stacks: readonly string[], runOrder: number) => CodeBuildAction;

function fromMonorepo(
  { platform, monorepo, branch }: PlatformStagesOptions,
  sources: Artifact,
): CodeCommitSourceAction {
  return new CodeCommitSourceAction({
    actionName: platform.repositories.monorepo,
    repository: monorepo,
    branch,
    trigger: CodeCommitTrigger.EVENTS,
    output: sources,
    // With its history, which nx affected and the delivery ask.
    codeBuildCloneOutput: true,
  });
}

function environmentStage({ environment, approval, stacks }: EnvironmentStage, deploy: Deploy): StageOptions {
  const approve = new ManualApprovalAction({
    actionName: 'Approve',
    additionalInformation: `Deploys ${stacks.join(', ')}`,
    runOrder: 1,
  });
  return { stageName: environment, actions: [...(approval ? [approve] : []), deploy('Deploy', stacks, 2)] };
}

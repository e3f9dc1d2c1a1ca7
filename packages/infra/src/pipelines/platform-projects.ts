import type { AwsTarget, Platform } from '@tideway/model';
import { PipelineProject, type BuildEnvironmentVariable } from 'aws-cdk-lib/aws-codebuild';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Duration, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { imageRepositories } from '../flux/repositories.ts';
import { ecrArn } from '../iam/arns.ts';
import { deployStacks } from '../iam/deploy-permissions.ts';
import { deliver } from '../iam/git-permissions.ts';
import { allow } from '../iam/statement.ts';
import { buildEnvironment } from './build-image.ts';
import {
  buildSpec,
  deliverSpec,
  deploySpec,
  imagesSpec,
  recordSpec,
  verifySpec,
  type BuildSpecDocument,
} from './build-specs.ts';

/** What {@link platformProjects} is told. */
export interface PlatformProjectsOptions {
  readonly platform: Platform;
  /** Accounts and regions that stacks are deployed to. */
  readonly places: readonly AwsTarget[];
  /** Name of the Nx project with `infra.ts`. */
  readonly project: string;
  /** Folder that synthesis writes, in the monorepo. */
  readonly assembly: string;
}

/** What the stages of the platform's pipeline run, each with rights of its own. */
export interface PlatformProjects {
  readonly verify: PipelineProject;
  readonly deploy: PipelineProject;
  readonly deliver: PipelineProject;
  readonly images: PipelineProject;
  readonly record: PipelineProject;
}

interface ProjectOptions {
  readonly description: string;
  readonly spec: BuildSpecDocument;
  readonly permissions: readonly PolicyStatement[];
  readonly variables?: Readonly<Record<string, string>>;
}

/** Makes the projects of the platform's pipeline. */
export function platformProjects(
  scope: Construct,
  { platform, places, project, assembly }: PlatformProjectsOptions,
): PlatformProjects {
  const parameter = `/${platform.name}/pipeline/last-green`;
  const parameterArn = Stack.of(scope).formatArn({
    service: 'ssm',
    resource: 'parameter',
    resourceName: parameter.slice(1),
  });
  const images = imageRepositories(platform);
  const imageArns = images.map((name) => ecrArn(platform, name));
  return {
    verify: codeBuild(scope, 'Verify', {
      description: 'Checks what changed, and makes the templates',
      spec: verifySpec(),
      permissions: [allow('ReadLastGreen', ['ssm:GetParameter'], [parameterArn])],
      variables: { LAST_GREEN: parameter, PLATFORM_PROJECT: project, ASSEMBLY: assembly },
    }),
    deploy: codeBuild(scope, 'Deploy', {
      description: 'Deploys stacks from verified templates',
      spec: deploySpec(),
      permissions: deployStacks(places),
    }),
    deliver: codeBuild(scope, 'Deliver', {
      description: 'Delivers the repositories that Flux follows',
      spec: deliverSpec(),
      permissions: deliver(platform),
    }),
    images: codeBuild(scope, 'Images', {
      description: 'Waits for the first image of each service',
      spec: imagesSpec(),
      permissions: images.length === 0 ? [] : [allow('ListTags', ['ecr:ListImages'], imageArns)],
      variables: { IMAGES: images.join(' ') },
    }),
    record: codeBuild(scope, 'Record', {
      description: 'Writes down which commit went all the way',
      spec: recordSpec(),
      permissions: [allow('WriteLastGreen', ['ssm:PutParameter'], [parameterArn])],
      variables: { LAST_GREEN: parameter },
    }),
  };
}

function codeBuild(scope: Construct, id: string, options: ProjectOptions): PipelineProject {
  const project = new PipelineProject(scope, id, {
    description: options.description,
    buildSpec: buildSpec(options.spec),
    environment: buildEnvironment(),
    environmentVariables: variables(options.variables ?? {}),
    timeout: Duration.hours(2),
  });
  for (const statement of options.permissions) project.addToRolePolicy(statement);
  return project;
}

/** Environment variables as CodeBuild takes them. */
export function variables(
  values: Readonly<Record<string, string>>,
): Record<string, BuildEnvironmentVariable> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }]));
}

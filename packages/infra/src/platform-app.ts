import type { AwsTarget, Cluster, Platform } from '@tideway/model';
import { App, type AppProps } from 'aws-cdk-lib/core';
import { DEFAULT_CROSS_STACK_REFERENCES } from 'aws-cdk-lib/cx-api';
import { stackNames } from './assembly/stack-names.ts';
import { builtImages } from './flux/images.ts';
import { routes, tokenSecrets } from './flux/receivers.ts';
import { isElsewhere } from './iam/arns.ts';
import type { EnvironmentStage } from './pipelines/environment-stage.ts';
import { AccessStack } from './stacks/access-stack.ts';
import { AppPipelineStack, type AppPipelineStackProps } from './stacks/app-pipeline-stack.ts';
import { ClusterStack, type ClusterStackProps } from './stacks/cluster-stack.ts';
import { EventsStack } from './stacks/events-stack.ts';
import { IdentityStack } from './stacks/identity-stack.ts';
import { PlatformPipelineStack, type PlatformPipelineStackProps } from './stacks/platform-pipeline-stack.ts';
import { RepositoriesStack, type RepositoriesStackProps } from './stacks/repositories-stack.ts';
import { TokensStack } from './stacks/tokens-stack.ts';

/** How a platform's stacks differ from what the model alone makes of them. */
export interface PlatformAppOptions {
  /** Folder for the CloudFormation templates. @default cdk.out in the current folder */
  readonly outdir?: string;
  /** @default as the model says */
  readonly repositories?: Partial<RepositoriesStackProps>;
  /** @param cluster whose stack it is. @default as the model says */
  readonly cluster?: (cluster: Cluster) => Partial<ClusterStackProps>;
  /** @default as the model says */
  readonly appPipeline?: Partial<AppPipelineStackProps>;
  /** @default as the model says */
  readonly platformPipeline?: Partial<PlatformPipelineStackProps>;
  /** More for CDK's own App. @default none */
  readonly app?: Omit<AppProps, 'outdir'>;
}

/** The stacks of one cluster. */
export interface ClusterStacks {
  readonly identity: IdentityStack;
  /** @default none, where the cluster is at the platform's own account and region */
  readonly access?: AccessStack;
  readonly cluster: ClusterStack;
  /** @default none, where Flux only polls */
  readonly events?: EventsStack;
}

/**
 * A platform as CDK stacks. A team adds stacks of its own with plain CDK: `new MyStack(app, 'mine')`.
 * Synthesis asks neither AWS nor the network.
 */
export class PlatformApp extends App {
  readonly platform: Platform;
  readonly repositories: RepositoriesStack;
  /** By account. */
  readonly tokens: ReadonlyMap<string, TokensStack>;
  /** By name of the cluster. */
  readonly clusters: ReadonlyMap<string, ClusterStacks>;
  /** By ECR repository. */
  readonly appPipelines: ReadonlyMap<string, AppPipelineStack>;
  readonly pipeline: PlatformPipelineStack;

  constructor(platform: Platform, options: PlatformAppOptions = {}) {
    super({
      analyticsReporting: false,
      treeMetadata: false,
      ...options.app,
      // As it has been so far: a stack that others need can't be deleted under them.
      context: { [DEFAULT_CROSS_STACK_REFERENCES]: 'strong', ...options.app?.context },
      ...(options.outdir !== undefined && { outdir: options.outdir }),
    });
    this.platform = platform;
    this.repositories = new RepositoriesStack(this, stackNames.repositories(platform), {
      platform,
      ...options.repositories,
    });
    this.tokens = this.#tokenStacks();
    this.appPipelines = new Map(
      builtImages(platform).map((built) => [
        built.image.repository,
        new AppPipelineStack(this, stackNames.appPipeline(platform, built.image), {
          platform,
          built,
          repositories: this.repositories,
          ...options.appPipeline,
        }),
      ]),
    );
    this.clusters = new Map(
      Object.values(platform.clusters).map((cluster) => [
        cluster.name,
        this.#clusterStacks(cluster, options.cluster?.(cluster) ?? {}),
      ]),
    );
    this.pipeline = new PlatformPipelineStack(this, stackNames.platformPipeline(platform), {
      platform,
      repositories: this.repositories,
      shared: [this.repositories, ...this.tokens.values(), ...this.appPipelines.values()].map(nameOf),
      environments: this.#environmentStages(),
      places: this.#places(),
      ...options.platformPipeline,
    });
  }

  #tokenStacks(): ReadonlyMap<string, TokensStack> {
    const { platform } = this;
    if (tokenSecrets(platform).length === 0) return new Map();
    const accounts = new Set(Object.values(platform.clusters).map(({ aws }) => aws.account));
    return new Map(
      [...accounts].map((account) => [
        account,
        new TokensStack(this, stackNames.tokens(platform, account), {
          platform,
          aws: { account, region: platform.aws.region },
        }),
      ]),
    );
  }

  #clusterStacks(cluster: Cluster, props: Partial<ClusterStackProps>): ClusterStacks {
    const { platform } = this;
    const identity = new IdentityStack(this, stackNames.identity(platform, cluster), { platform, cluster });
    const access = isElsewhere(platform, cluster)
      ? new AccessStack(this, stackNames.access(platform, cluster), { platform, cluster })
      : undefined;
    const clusterStack = new ClusterStack(this, stackNames.cluster(platform, cluster), {
      platform,
      cluster,
      identity,
      ...props,
    });
    if (access) clusterStack.addDependency(access, 'its controllers take on the roles there');
    const events =
      routes(platform, cluster).length > 0
        ? new EventsStack(this, stackNames.events(platform, cluster), { platform, cluster, clusterStack })
        : undefined;
    const tokens = this.tokens.get(cluster.aws.account);
    if (events && tokens) events.addDependency(tokens, 'it signs with the tokens');
    return { identity, ...(access && { access }), cluster: clusterStack, ...(events && { events }) };
  }

  #environmentStages(): readonly EnvironmentStage[] {
    return Object.values(this.platform.environments).map(({ name, approval }) => ({
      environment: name,
      approval: approval !== 'none',
      stacks: Object.values(this.platform.clusters)
        .filter(({ environment }) => environment === name)
        .flatMap((cluster) => {
          const stacks = this.clusters.get(cluster.name);
          return stacks ? [stacks.identity, stacks.access, stacks.cluster, stacks.events] : [];
        })
        .filter((stack) => stack !== undefined)
        .map(nameOf),
    }));
  }

  #places(): readonly AwsTarget[] {
    const stacks = [...this.tokens.values(), ...[...this.clusters.values()].map(({ cluster }) => cluster)];
    const places = [
      this.platform.aws,
      ...stacks.map(({ account, region }): AwsTarget => ({ account, region })),
    ];
    return [...new Map(places.map((place) => [`${place.account}/${place.region}`, place])).values()];
  }
}

function nameOf({ stackName }: { readonly stackName: string }): string {
  return stackName;
}

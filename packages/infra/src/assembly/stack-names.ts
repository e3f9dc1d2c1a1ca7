import { buildStackName, type Cluster, type Platform } from '@tideway/model';

/** Names of the stacks of a platform, which are what `cdk deploy` is told. */
export const stackNames = {
  repositories: ({ name }: Platform) => `${name}-repositories`,
  tokens: ({ name }: Platform, account: string) => `${name}-tokens-${account}`,
  access: ({ name }: Platform, cluster: Cluster) => `${name}-${cluster.name}-access`,
  identity: ({ name }: Platform, cluster: Cluster) => `${name}-${cluster.name}-identity`,
  cluster: ({ name }: Platform, cluster: Cluster) => `${name}-${cluster.name}-cluster`,
  events: ({ name }: Platform, cluster: Cluster) => `${name}-${cluster.name}-events`,
  appPipeline: buildStackName,
  platformPipeline: ({ name }: Platform) => `${name}-pipeline`,
} as const;

import type { ICluster } from 'aws-cdk-lib/aws-eks';
import { Stack } from 'aws-cdk-lib/core';
import { fluxNamespace, runtimeConfigMap } from '@tideway/gitops/flux-repository';

/** Keys of the ConfigMap `tideway-runtime`: what a file in the flux-repo may write as `${KEY}`. */
export const runtimeKeys = ['AWS_ACCOUNT', 'AWS_REGION', 'CLUSTER_NAME', 'VPC_ID', 'SOPS_KEY_ARN'] as const;

/** One of {@link runtimeKeys}. */
export type RuntimeKey = (typeof runtimeKeys)[number];

/** What is known only after a deployment, as Flux substitutes it into the files of the flux-repo. */
export function runtimeConfig(cluster: ICluster, sopsKeyArn: string): Record<string, unknown> {
  const { account, region } = Stack.of(cluster);
  const data: Record<RuntimeKey, string> = {
    AWS_ACCOUNT: account,
    AWS_REGION: region,
    CLUSTER_NAME: cluster.clusterName,
    VPC_ID: cluster.vpc.vpcId,
    SOPS_KEY_ARN: sopsKeyArn,
  };
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: runtimeConfigMap, namespace: fluxNamespace },
    data,
  };
}

import type { Cluster } from '@tideway/model';
import type { Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { accept, managedPolicy } from '../assembly/accepted-findings.ts';

/** Accepts what cdk-nag finds in a cluster and in the functions that CDK and the EKS Blueprints bring. */
export function acceptClusterFindings(stack: Stack, { endpoint, name }: Cluster): void {
  const found = (text: string): readonly IConstruct[] =>
    stack.node.findAll().filter(({ node }) => node.path.slice(node.path.indexOf('/')).includes(text));
  const onEach = (text: string, ...findings: Parameters<typeof accept>[1]): void => {
    for (const construct of found(text))
      if (construct.node.children.length === 0) accept(construct, findings);
  };
  onEach('/KubectlHandlerRole', {
    id: 'AwsSolutions-IAM4',
    reason:
      "CDK's kubectl function is in a network, writes a log, and pulls charts from ECR by AWS's policies.",
    appliesTo: [
      managedPolicy('service-role/AWSLambdaBasicExecutionRole'),
      managedPolicy('service-role/AWSLambdaVPCAccessExecutionRole'),
      managedPolicy('AmazonEC2ContainerRegistryPullOnly'),
      // Only in partitions that have it, which CDK asks with a condition.
      {
        regex:
          '/^Policy::\\{"Fn::If":\\["\\w+HasEcrPublic\\w+",.*AmazonElasticContainerRegistryPublicReadOnly/',
      },
    ],
  });
  onEach('/Role/Resource', {
    id: 'AwsSolutions-IAM4',
    reason: 'EKS asks for exactly this policy of AWS on the role of a cluster.',
    appliesTo: [managedPolicy('AmazonEKSClusterPolicy')],
  });
  onEach('/NodeGroupRole', {
    id: 'AwsSolutions-IAM4',
    reason: 'EKS asks for exactly these policies of AWS on the role of nodes.',
    appliesTo: [
      managedPolicy('AmazonEKSWorkerNodePolicy'),
      managedPolicy('AmazonEC2ContainerRegistryReadOnly'),
      managedPolicy('AmazonEKS_CNI_Policy'),
    ],
  });
  onEach('/CreationRole', {
    id: 'AwsSolutions-IAM5',
    reason:
      'CDK makes the cluster with this role: its parts have no ARN before, and reading the network knows no resource.',
    appliesTo: [
      'Resource::*',
      {
        regex: `/^Resource::arn:<AWS::Partition>:eks:[^:]+:\\d+:(cluster|fargateprofile)/${name}/\\*$/`,
      },
    ],
  });
  for (const provider of ['@aws-cdk--aws-eks.ClusterResourceProvider', '@aws-cdk--aws-eks.KubectlProvider']) {
    onEach(
      `/${provider}`,
      {
        id: 'AwsSolutions-IAM4',
        reason: "CDK's own functions write their logs, and are in a network, by AWS's policies.",
        appliesTo: [
          managedPolicy('service-role/AWSLambdaBasicExecutionRole'),
          managedPolicy('service-role/AWSLambdaVPCAccessExecutionRole'),
        ],
      },
      {
        id: 'AwsSolutions-IAM5',
        reason: "CDK's own functions call each other in any version.",
        appliesTo: [
          { regex: '/^Resource::<(IsComplete|OnEvent)?Handler\\w+\\.Arn>:\\*$/' },
          { regex: '/^Resource::<Providerframework(isComplete|onTimeout)\\w+\\.Arn>:\\*$/' },
        ],
      },
      { id: 'AwsSolutions-L1', reason: 'The runtime is what this CDK release tested its function with.' },
      {
        id: 'AwsSolutions-SF1',
        reason: "CDK's state machine waits for the cluster, and has no data to log.",
      },
      {
        id: 'AwsSolutions-SF2',
        reason: "CDK's state machine waits for the cluster, and has nothing to trace.",
      },
    );
  }
  if (endpoint === 'private') return;
  onEach('/Resource/Resource/Default', {
    id: 'AwsSolutions-EKS1',
    reason:
      "The model says endpoint 'public': IAM identities reach the API from anywhere; 'private' closes it.",
  });
}

import { AwsLoadbalancerControllerIamPolicy } from '@aws-quickstart/eks-blueprints/dist/addons/aws-loadbalancer-controller/iam-policy.js';
import type { AwsTarget } from '@tideway/model';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { AcceptedFinding } from '../assembly/accepted-findings.ts';
import { partition } from './arns.ts';

/** Who the AWS Load Balancer Controller is in a cluster. */
export const loadBalancerController = {
  controller: 'aws-load-balancer-controller',
  namespace: 'kube-system',
  serviceAccount: 'aws-load-balancer-controller',
} as const;

/** What the controller needs, as its authors publish it with the version that the EKS Blueprints install. */
export function makeLoadBalancers(aws: AwsTarget): readonly PolicyStatement[] {
  return AwsLoadbalancerControllerIamPolicy(partition(aws)).Statement.map((statement) =>
    PolicyStatement.fromJson(statement),
  );
}

/** What cdk-nag finds in {@link makeLoadBalancers} that stands. */
export const acceptedOfLoadBalancers: readonly AcceptedFinding[] = [
  {
    id: 'AwsSolutions-IAM5',
    reason: "The controller's published policy: it makes load balancers, whose names nobody knows before.",
    appliesTo: [
      'Resource::*',
      { regex: '/^Resource::arn:[^:]+:ec2:\\*:\\*:security-group\\/\\*$/' },
      {
        regex:
          '/^Resource::arn:[^:]+:elasticloadbalancing:\\*:\\*:(loadbalancer|listener|listener-rule|targetgroup)\\/((app|net)\\/)?[*\\/]+$/',
      },
    ],
  },
];

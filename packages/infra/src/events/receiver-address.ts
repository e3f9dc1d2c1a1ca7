import { Port, SecurityGroup, SubnetType } from 'aws-cdk-lib/aws-ec2';
import { KubernetesManifest } from 'aws-cdk-lib/aws-eks';
import {
  NetworkLoadBalancer,
  NetworkTargetGroup,
  Protocol,
  TargetType,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { accept } from '../assembly/accepted-findings.ts';
import { fluxNamespace } from '@tideway/gitops/flux-repository';
import type { ClusterStack } from '../stacks/cluster-stack.ts';

/** Port on which notification-controller takes events. */
const RECEIVER_PORT = 9292;
const PORT = 80;

/**
 * Where Flux's Receivers are reached from inside of the network, and from nowhere else. CloudFormation owns the load
 * balancer, so that it goes with the stack; the load balancer controller only tells it where the pods are.
 */
export class ReceiverAddress extends Construct {
  readonly url: string;
  /** Who may ask. */
  readonly clientSecurityGroup: SecurityGroup;

  constructor(scope: Construct, id: string, { vpc, cluster }: ClusterStack) {
    super(scope, id);
    this.clientSecurityGroup = new SecurityGroup(this, 'Client', {
      vpc,
      description: 'Tells Flux of pushes',
      allowAllOutbound: true,
    });
    const balancerGroup = new SecurityGroup(this, 'BalancerGroup', {
      vpc,
      description: 'In front of the Receivers of Flux',
      allowAllOutbound: false,
    });
    balancerGroup.addIngressRule(this.clientSecurityGroup, Port.tcp(PORT), 'Push events');
    const pods = SecurityGroup.fromSecurityGroupId(this, 'Pods', cluster.clusterSecurityGroupId);
    balancerGroup.addEgressRule(pods, Port.tcp(RECEIVER_PORT), 'notification-controller');
    pods.addIngressRule(balancerGroup, Port.tcp(RECEIVER_PORT), 'Push events');
    const balancer = new NetworkLoadBalancer(this, 'Balancer', {
      vpc,
      internetFacing: false,
      vpcSubnets: { subnetType: SubnetType.PRIVATE_WITH_EGRESS },
      securityGroups: [balancerGroup],
    });
    const targets = new NetworkTargetGroup(this, 'Targets', {
      vpc,
      port: RECEIVER_PORT,
      protocol: Protocol.TCP,
      targetType: TargetType.IP,
    });
    balancer.addListener('Listener', { port: PORT, protocol: Protocol.TCP, defaultTargetGroups: [targets] });
    new KubernetesManifest(this, 'Binding', {
      cluster,
      overwrite: true,
      manifest: [
        {
          apiVersion: 'elbv2.k8s.aws/v1beta1',
          kind: 'TargetGroupBinding',
          metadata: { name: 'webhook-receiver', namespace: fluxNamespace },
          spec: {
            serviceRef: { name: 'webhook-receiver', port: PORT },
            targetGroupARN: targets.targetGroupArn,
            targetType: 'ip',
          },
        },
      ],
    });
    this.url = `http://${balancer.loadBalancerDnsName}`;
    accept(balancer, [
      {
        id: 'AwsSolutions-ELB2',
        reason:
          'Network load balancers log TLS connections only; this one is inside of the network and without TLS, and its callers log.',
      },
    ]);
  }
}

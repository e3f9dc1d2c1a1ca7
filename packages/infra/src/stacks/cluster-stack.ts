import type { Cluster } from '@tideway/model';
import type { ClusterInfo } from '@aws-quickstart/eks-blueprints/dist/spi/types.js';
import {
  FlowLogDestination,
  InstanceType,
  IpAddresses,
  SubnetType,
  Vpc,
  type IVpc,
} from 'aws-cdk-lib/aws-ec2';
import { CfnNodegroup, ClusterLoggingTypes, KubernetesVersion, type ICluster } from 'aws-cdk-lib/aws-eks';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { PlatformStack, type PlatformStackProps } from '../assembly/platform-stack.ts';
import { acceptClusterFindings } from './accept-cluster-findings.ts';
import { addClusterAddons } from './cluster-addons.ts';
import { bootstrapFlux } from './bootstrap-flux.ts';
import { ClusterProvider } from './cluster-provider.ts';
import { imageType } from './image-type.ts';
import type { IdentityStack } from './identity-stack.ts';

/** What {@link ClusterStack} is told. */
export interface ClusterStackProps extends Omit<PlatformStackProps, 'aws'> {
  readonly cluster: Cluster;
  readonly identity: IdentityStack;
  /** @default one; one for each zone where a person approves deliveries */
  readonly natGateways?: number;
}

/** Days that the logs of the network are kept. */
const FLOW_LOG_RETENTION = RetentionDays.ONE_MONTH;

/** A Kubernetes cluster with its network, what it needs before Flux, and Flux's first start. */
export class ClusterStack extends PlatformStack {
  readonly vpc: IVpc;
  readonly cluster: ICluster;
  /** As the EKS Blueprints' add-ons take it. */
  readonly info: ClusterInfo;

  constructor(scope: Construct, id: string, { cluster, identity, natGateways, ...props }: ClusterStackProps) {
    super(scope, id, {
      description: `Kubernetes cluster ${cluster.name} (${cluster.environment})`,
      terminationProtection: true,
      ...props,
      aws: cluster.aws,
    });
    const { platform } = props;
    const approved = platform.environments[cluster.environment]?.approval !== 'none';
    this.vpc = this.#network(cluster, natGateways ?? (approved ? this.availabilityZones.length : 1));
    const version = KubernetesVersion.of(cluster.kubernetes);
    const secretsKey = new Key(this, 'SecretsKey', {
      description: `Kubernetes secrets of ${cluster.name}`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const provider = new ClusterProvider({
      version,
      clusterName: cluster.name,
      privateCluster: cluster.endpoint === 'private',
      vpcSubnets: [{ subnetType: SubnetType.PRIVATE_WITH_EGRESS }],
      managedNodeGroups: [
        {
          id: 'default-ng',
          minSize: cluster.nodes.min,
          desiredSize: cluster.nodes.desired,
          maxSize: cluster.nodes.max,
          instanceTypes: [new InstanceType(cluster.nodes.instance)],
          amiType: imageType(cluster.nodes.instance),
          nodeGroupSubnets: { subnetType: SubnetType.PRIVATE_WITH_EGRESS },
        },
      ],
    });
    this.info = provider.createCluster(this, this.vpc, secretsKey, version, [
      ClusterLoggingTypes.API,
      ClusterLoggingTypes.AUDIT,
      ClusterLoggingTypes.AUTHENTICATOR,
      ClusterLoggingTypes.CONTROLLER_MANAGER,
      ClusterLoggingTypes.SCHEDULER,
    ]);
    this.cluster = this.info.cluster;
    for (const group of this.info.nodeGroups ?? []) {
      // Without it nodes stay at the version that they were made with, whatever becomes of the control plane.
      const nodes = group.node.findAll().find((node) => node instanceof CfnNodegroup);
      if (nodes === undefined) throw new Error('the EKS Blueprints made no managed node group');
      nodes.version = cluster.kubernetes;
    }
    const { associations, loadBalancerController } = addClusterAddons(this.info, cluster, identity.roles);
    if (platform.flux.bootstrap === 'flux-operator') {
      bootstrapFlux(this, {
        platform,
        cluster,
        eks: this.cluster,
        sopsKeyArn: identity.sopsKey.keyArn,
        after: [...associations.values(), loadBalancerController],
      });
    }
    acceptClusterFindings(this, cluster);
  }

  #network({ cidr, name }: Cluster, natGateways: number): IVpc {
    const vpc = new Vpc(this, 'Network', {
      vpcName: name,
      ipAddresses: IpAddresses.cidr(cidr),
      maxAzs: this.availabilityZones.length,
      natGateways,
      restrictDefaultSecurityGroup: false,
    });
    vpc.addFlowLog('FlowLog', {
      destination: FlowLogDestination.toCloudWatchLogs(
        new LogGroup(this, 'FlowLogGroup', {
          retention: FLOW_LOG_RETENTION,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
      ),
    });
    // The CDK's classes do not keep to their own interfaces with exactOptionalPropertyTypes.
    return vpc as IVpc;
  }
}

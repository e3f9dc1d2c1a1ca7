import type { Cluster } from '@tideway/model';
import { AwsLoadBalancerControllerAddOn } from '@aws-quickstart/eks-blueprints/dist/addons/aws-loadbalancer-controller/index.js';
import type { ClusterInfo } from '@aws-quickstart/eks-blueprints/dist/spi/types.js';
import { CfnAddon, HelmChart } from 'aws-cdk-lib/aws-eks';
import { Duration } from 'aws-cdk-lib/core';
import type { IConstruct, IDependable } from 'constructs';
import { ebsCsiDriver } from '../iam/pod-identities.ts';
import { associateRoles } from './associate-roles.ts';
import type { ControllerRole } from './identity-stack.ts';

/** Exact versions of the Helm charts that are there before Flux. */
const METRICS_SERVER = '3.13.1';

/** What others wait for. */
export interface ClusterAddonConstructs {
  /** What gives pods their roles, by controller. */
  readonly associations: ReadonlyMap<string, IConstruct>;
  readonly loadBalancerController: IConstruct;
}

/** Installs what a cluster needs before Flux: the add-ons that EKS keeps, roles for pods, load balancers and metrics. */
export function addClusterAddons(
  info: ClusterInfo,
  { addons }: Cluster,
  roles: readonly ControllerRole[],
): ClusterAddonConstructs {
  const { cluster } = info;
  const { stack } = cluster;
  const addon = (addonName: string, addonVersion: string): CfnAddon =>
    new CfnAddon(stack, `Addon-${addonName}`, {
      clusterName: cluster.clusterName,
      addonName,
      addonVersion,
      resolveConflicts: 'OVERWRITE',
    });
  addon('vpc-cni', addons.vpcCni);
  addon('coredns', addons.coreDns).node.addDependency(...(info.nodeGroups ?? []));
  addon('kube-proxy', addons.kubeProxy);
  const podIdentityAgent = addon('eks-pod-identity-agent', addons.podIdentityAgent);
  const associations = associateRoles(cluster, roles);
  for (const association of associations.values()) association.node.addDependency(podIdentityAgent);
  const driver = addon('aws-ebs-csi-driver', addons.ebsCsi);
  driver.node.addDependency(...(info.nodeGroups ?? []), needed(associations, ebsCsiDriver));
  // The add-on has made its chart when this returns; the promise is for those that need the construct.
  void new AwsLoadBalancerControllerAddOn().deploy(info);
  const loadBalancerController = cluster.node
    .findAll()
    .find((node) => node instanceof HelmChart && node.node.id.includes('aws-load-balancer-controller'));
  if (loadBalancerController === undefined)
    throw new Error('the EKS Blueprints made no load balancer controller');
  const metrics = new HelmChart(stack, 'MetricsServer', {
    cluster,
    chart: 'metrics-server',
    release: 'metrics-server',
    repository: 'https://kubernetes-sigs.github.io/metrics-server',
    version: METRICS_SERVER,
    namespace: 'kube-system',
    timeout: Duration.minutes(10),
  });
  // Its webhook on Services must answer before a chart brings one.
  metrics.node.addDependency(loadBalancerController);
  return { associations, loadBalancerController };
}

function needed(associations: ReadonlyMap<string, IDependable>, controller: string): IDependable {
  const association = associations.get(controller);
  if (association === undefined) throw new Error(`no role for ${controller}`);
  return association;
}

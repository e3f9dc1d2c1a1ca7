import type { Cluster } from '@tideway/model';
import type { ClusterInfo } from '@aws-quickstart/eks-blueprints/dist/spi/types.js';
import { CfnAddon, HelmChart } from 'aws-cdk-lib/aws-eks';
import { Duration } from 'aws-cdk-lib/core';
import type { IConstruct, IDependable } from 'constructs';
import { loadBalancerController } from '../iam/load-balancer-identity.ts';
import { ebsCsiDriver } from '../iam/pod-identities.ts';
import { associateRoles } from './associate-roles.ts';
import type { ControllerRole } from './identity-stack.ts';
import { addLoadBalancerController } from './load-balancer-controller.ts';

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
  const balancers = addLoadBalancerController(cluster);
  balancers.node.addDependency(
    ...(info.nodeGroups ?? []),
    needed(associations, loadBalancerController.controller),
  );
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
  metrics.node.addDependency(balancers);
  return { associations, loadBalancerController: balancers };
}

function needed(associations: ReadonlyMap<string, IDependable>, controller: string): IDependable {
  const association = associations.get(controller);
  if (association === undefined) throw new Error(`no role for ${controller}`);
  return association;
}

import { AwsLoadBalancerControllerAddOn } from '@aws-quickstart/eks-blueprints/dist/addons/aws-loadbalancer-controller/index.js';
import { registries } from '@aws-quickstart/eks-blueprints/dist/utils/registry-utils.js';
import { HelmChart, type ICluster } from 'aws-cdk-lib/aws-eks';
import { Duration, Stack } from 'aws-cdk-lib/core';
import { loadBalancerController } from '../iam/load-balancer-identity.ts';

/**
 * Installs the AWS Load Balancer Controller as the EKS Blueprints do, at their version and from the registry of the
 * region, but for its role: that is EKS Pod Identity's and not IRSA's.
 */
export function addLoadBalancerController(cluster: ICluster): HelmChart {
  const {
    chart = '',
    repository = '',
    release = '',
    version = '',
  } = new AwsLoadBalancerControllerAddOn().options;
  const { region } = Stack.of(cluster);
  const registry = registries.get(region);
  return new HelmChart(Stack.of(cluster), 'LoadBalancerController', {
    cluster,
    chart,
    release,
    repository,
    version,
    namespace: loadBalancerController.namespace,
    wait: true,
    timeout: Duration.minutes(15),
    values: {
      clusterName: cluster.clusterName,
      region,
      vpcId: cluster.vpc.vpcId,
      serviceAccount: { create: true, name: loadBalancerController.serviceAccount },
      enableShield: false,
      enableWaf: false,
      enableWafv2: false,
      createIngressClassResource: true,
      ingressClass: 'alb',
      // Else every new Service of type LoadBalancer waits for its webhook.
      enableServiceMutatorWebhook: false,
      // Where the Blueprints know no registry of EKS, the chart's own public one.
      ...(registry !== undefined && { image: { repository: `${registry}amazon/${chart}` } }),
    },
  });
}

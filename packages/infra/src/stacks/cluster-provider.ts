import {
  GenericClusterProvider,
  selectKubectlLayer,
} from '@aws-quickstart/eks-blueprints/dist/cluster-providers/generic-cluster-provider.js';
import { KubernetesVersion } from 'aws-cdk-lib/aws-eks';
import type { ILayerVersion } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

/**
 * The provider of EKS Blueprints, with one kubectl for all versions that it may talk to: kubectl works with an API server
 * of its own minor version, one older or one newer (https://kubernetes.io/releases/version-skew-policy/#kubectl). So a
 * repository need not install one for each.
 */
export class ClusterProvider extends GenericClusterProvider {
  /** @returns kubectl 1.36 for clusters of 1.35 and newer, else that of the cluster's own version */
  protected override getKubectlLayer(
    scope: Construct,
    version: KubernetesVersion,
  ): ILayerVersion | undefined {
    const served = version.version === '1.35' ? KubernetesVersion.of('1.36') : version;
    return selectKubectlLayer(scope, served);
  }
}

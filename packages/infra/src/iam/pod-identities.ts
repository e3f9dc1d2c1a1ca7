import type { Cluster, Platform } from '@tideway/model';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { hasImageRobot, scansImages } from '../flux/images.ts';
import { managedPolicy, type AcceptedFinding } from '../assembly/accepted-findings.ts';
import { fluxNamespace, secretsController } from '@tideway/gitops/flux-repository';
import { secretFolders } from '../flux/secrets.ts';
import { pullSources, pushTags } from './git-permissions.ts';
import { acceptedOfScans, scanImages } from './image-permissions.ts';
import {
  acceptedOfLoadBalancers,
  loadBalancerController,
  makeLoadBalancers,
} from './load-balancer-identity.ts';
import { acceptedOfSecrets, decrypt, readSecrets } from './secret-permissions.ts';

/** A controller in a cluster and what it may do on AWS. */
export interface PodIdentity {
  readonly controller: string;
  readonly namespace: string;
  readonly serviceAccount: string;
  /** Where what it works on is: Git repositories are the platform's account's, and know no other way in. */
  readonly permissionsIn: 'cluster' | 'platform';
  /** @param keyArn of the key that encrypts files for the cluster */
  readonly permissions: (keyArn: string) => readonly PolicyStatement[];
  /** Names of policies that AWS keeps, on top of `permissions`. @default none */
  readonly managedPolicies?: readonly string[];
  /** What cdk-nag finds in them that stands. @default nothing */
  readonly accepted?: readonly AcceptedFinding[];
}

/** Name of the role of the EBS CSI driver's controller. */
export const ebsCsiDriver = 'ebs-csi-driver';

// Lets the driver work on volumes that carry the name of its own cluster, which is a tag of every Pod Identity session.
const EBS_POLICY = 'AmazonEBSCSIDriverEKSClusterScopedPolicy';

const volumes: PodIdentity = {
  controller: ebsCsiDriver,
  namespace: 'kube-system',
  // As the add-on names it.
  serviceAccount: 'ebs-csi-controller-sa',
  permissionsIn: 'cluster',
  permissions: () => [],
  managedPolicies: [EBS_POLICY],
  accepted: [
    {
      id: 'AwsSolutions-IAM4',
      reason:
        'AWS changes this policy with its driver, and it ends at volumes that carry the name of the cluster.',
      appliesTo: [managedPolicy(EBS_POLICY)],
    },
  ],
};

/** The controllers of a cluster that need AWS, each with no more than its objects there need. */
export function podIdentities(platform: Platform, cluster: Cluster): readonly PodIdentity[] {
  const flux = (
    controller: string,
    permissionsIn: PodIdentity['permissionsIn'],
    permissions: PodIdentity['permissions'],
    accepted: PodIdentity['accepted'] = [],
  ): PodIdentity => ({
    controller,
    namespace: fluxNamespace,
    serviceAccount: controller,
    permissionsIn,
    permissions,
    accepted,
  });
  const identities: PodIdentity[] = [
    volumes,
    {
      ...loadBalancerController,
      permissionsIn: 'cluster',
      permissions: () => makeLoadBalancers(cluster.aws),
      accepted: acceptedOfLoadBalancers,
    },
    flux('source-controller', 'platform', () => pullSources(platform)),
    flux('kustomize-controller', 'cluster', decrypt),
  ];
  if (scansImages(platform, cluster))
    identities.push(
      flux('image-reflector-controller', 'cluster', () => scanImages(platform), acceptedOfScans),
    );
  if (hasImageRobot(platform, cluster))
    identities.push(flux('image-automation-controller', 'platform', () => pushTags(platform)));
  const secrets = secretsController(platform);
  if (secrets !== undefined && secretFolders(platform).length > 0) {
    identities.push({
      controller: secrets.name,
      namespace: secrets.namespace,
      // As its chart names it.
      serviceAccount: secrets.name.includes('external-secrets')
        ? secrets.name
        : `${secrets.name}-external-secrets`,
      permissionsIn: 'cluster',
      permissions: () => readSecrets(platform, cluster),
      accepted: acceptedOfSecrets(platform),
    });
  }
  return identities;
}

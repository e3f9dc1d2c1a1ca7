import { roleName, type Cluster } from '@tideway/model';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { accept } from '../assembly/accepted-findings.ts';
import { PlatformStack, type PlatformStackProps } from '../assembly/platform-stack.ts';
import { isForeign, roleArn } from '../iam/arns.ts';
import { podIdentities, type PodIdentity } from '../iam/pod-identities.ts';
import { allow } from '../iam/statement.ts';

/** What {@link IdentityStack} is told. */
export interface IdentityStackProps extends Omit<PlatformStackProps, 'aws'> {
  readonly cluster: Cluster;
}

/** A controller with its role. */
export interface ControllerRole {
  readonly identity: PodIdentity;
  readonly role: Role;
  /** Role in the platform's account that it takes on from there. @default none */
  readonly targetRoleArn?: string;
}

/** The roles of a cluster's controllers, there before the cluster, so that no pod ever starts without its role. */
export class IdentityStack extends PlatformStack {
  readonly roles: readonly ControllerRole[];
  /** Encrypts what a team keeps encrypted in Git; the cluster's kustomize-controller decrypts it. */
  readonly sopsKey: Key;

  constructor(scope: Construct, id: string, { cluster, ...props }: IdentityStackProps) {
    super(scope, id, {
      description: `Roles of the controllers of ${cluster.name}`,
      ...props,
      aws: cluster.aws,
    });
    const { platform } = props;
    this.sopsKey = new Key(this, 'SopsKey', {
      description: `Files in Git for ${cluster.name}`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.roles = podIdentities(platform, cluster).map((identity): ControllerRole => {
      const name = roleName(platform, cluster, identity.controller);
      const isTarget = identity.permissionsIn === 'platform' && isForeign(platform, cluster);
      const targetRoleArn = isTarget ? roleArn(platform.aws, name) : undefined;
      const role = this.#role(name, cluster, identity);
      const statements =
        targetRoleArn === undefined
          ? identity.permissions(this.sopsKey.keyArn)
          : [allow('TakeOnTheRoleThere', ['sts:AssumeRole', 'sts:TagSession'], [targetRoleArn])];
      for (const statement of statements) role.addToPolicy(statement);
      if (targetRoleArn === undefined) accept(role, identity.accepted ?? []);
      return { identity, role, ...(targetRoleArn !== undefined && { targetRoleArn }) };
    });
  }

  #role(name: string, cluster: Cluster, identity: PodIdentity): Role {
    const { controller, namespace, serviceAccount, managedPolicies = [] } = identity;
    const service = new ServicePrincipal('pods.eks.amazonaws.com', {
      conditions: {
        StringEquals: {
          'aws:SourceAccount': cluster.aws.account,
          'aws:RequestTag/eks-cluster-name': cluster.name,
          'aws:RequestTag/kubernetes-namespace': namespace,
          'aws:RequestTag/kubernetes-service-account': serviceAccount,
        },
      },
    });
    return new Role(this, controller, {
      roleName: name,
      description: `${controller} on ${cluster.name}`,
      assumedBy: service.withSessionTags(),
      managedPolicies: managedPolicies.map((policy) => ManagedPolicy.fromAwsManagedPolicyName(policy)),
    });
  }
}

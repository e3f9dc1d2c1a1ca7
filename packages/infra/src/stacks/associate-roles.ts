import { CfnPodIdentityAssociation, type ICluster } from 'aws-cdk-lib/aws-eks';
import { Stack } from 'aws-cdk-lib/core';
import type { ControllerRole } from './identity-stack.ts';

/** Gives pods of a cluster their roles, by the names of controllers. */
export function associateRoles(
  cluster: ICluster,
  roles: readonly ControllerRole[],
): ReadonlyMap<string, CfnPodIdentityAssociation> {
  return new Map(
    roles.map(({ identity, role, targetRoleArn }) => [
      identity.controller,
      new CfnPodIdentityAssociation(Stack.of(cluster), `PodIdentity-${identity.controller}`, {
        clusterName: cluster.clusterName,
        namespace: identity.namespace,
        serviceAccount: identity.serviceAccount,
        roleArn: role.roleArn,
        ...(targetRoleArn !== undefined && { targetRoleArn }),
      }),
    ]),
  );
}

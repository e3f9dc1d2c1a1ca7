import type { Cluster } from '@tideway/model';
import type { PlatformApp } from '../platform-app.ts';
import {
  exportsOf,
  madeResources,
  madeRoles,
  type MadeResource,
  type MadeRole,
} from './made-resources.test.fixture.ts';

/** Pod identity associations of a cluster. */
export function associations(app: PlatformApp, cluster: Cluster): readonly MadeResource[] {
  return madeResources([app.clusters.get(cluster.name)?.cluster]).filter(
    ({ type }) => type === 'AWS::EKS::PodIdentityAssociation',
  );
}

/** Roles of a cluster's controllers by ARN, at its own place and at the platform's. */
export function rolesOf(app: PlatformApp, cluster: Cluster): ReadonlyMap<string, MadeRole> {
  const stacks = app.clusters.get(cluster.name);
  // One after the other: a logical id is good for one stack.
  const roles = [
    ...madeRoles(madeResources([stacks?.identity])),
    ...madeRoles(madeResources([stacks?.access])),
  ];
  return new Map(roles.map((role) => [role.arn, role]));
}

/** Roles at the cluster's own place, by how its associations name them. */
export function ownRoles(app: PlatformApp, cluster: Cluster): ReadonlyMap<string, MadeRole> {
  const identity = app.clusters.get(cluster.name)?.identity;
  const roles = madeRoles(madeResources([identity]));
  return new Map(
    [...exportsOf(identity)].flatMap(([name, value]) => {
      const role = roles.find(({ id }) => value === `\${${id}.Arn}`);
      return role === undefined ? [] : [[name, role] as const];
    }),
  );
}

/** The role with which each controller works in the end, by controller. */
export function effectiveRoles(app: PlatformApp, cluster: Cluster): ReadonlyMap<string, MadeRole> {
  const roles = rolesOf(app, cluster);
  const own = ownRoles(app, cluster);
  return new Map(
    associations(app, cluster).map(({ properties }) => {
      const controller = String(properties['ServiceAccount']);
      const target = properties['TargetRoleArn'] as string | undefined;
      const role = target === undefined ? own.get(String(properties['RoleArn'])) : roles.get(target);
      if (role === undefined) throw new Error(`no role of ${controller} on ${cluster.name}`);
      return [controller, role];
    }),
  );
}

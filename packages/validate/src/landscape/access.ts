import {
  groupOf,
  isFields,
  isKind,
  listAt,
  namespaceOf,
  textAt,
  type KubernetesObject,
} from '../source/kubernetes-object.ts';
import type { LandscapeObject } from './landscape.ts';

/** API group of Kubernetes' roles. */
export const rbacGroup = 'rbac.authorization.k8s.io';

/** What somebody may do in a namespace, or everywhere. */
export interface Permission {
  /** Empty: in the whole cluster. */
  readonly namespace: string;
  readonly groups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  /** Empty: all of them. */
  readonly names: readonly string[];
}

/** Whose permissions. */
export interface ServiceAccount {
  readonly namespace: string;
  readonly name: string;
}

/** Kubernetes' own roles for people: what they hold depends on the cluster, so they are taken to suffice. */
const everything = { groups: ['*'], resources: ['*'], verbs: ['*'], names: [] };
const builtIn: ReadonlySet<string> = new Set(['cluster-admin', 'admin', 'edit']);

/** What a ServiceAccount may do, by the bindings among a cluster's objects. */
export function permissionsOf(
  account: ServiceAccount,
  objects: readonly LandscapeObject[],
): readonly Permission[] {
  return objects.flatMap(({ object: binding }) => {
    const everywhere = isKind(binding, rbacGroup, 'ClusterRoleBinding');
    if (!everywhere && !isKind(binding, rbacGroup, 'RoleBinding')) return [];
    if (!listAt(binding, 'subjects').some((subject) => isSubject(subject, account, binding))) return [];
    const namespace = everywhere ? '' : namespaceOf(binding);
    const [kind, name] = [textAt(binding, 'roleRef', 'kind'), textAt(binding, 'roleRef', 'name')];
    if (kind === 'ClusterRole' && builtIn.has(name ?? '')) return [{ namespace, ...everything }];
    const roles = objects.filter(
      ({ object }) =>
        isKind(object, rbacGroup, kind ?? '') &&
        object.metadata.name === name &&
        (kind === 'ClusterRole' || namespaceOf(object) === namespace),
    );
    return roles.flatMap(({ object }) => rulesOf(object).map((rule) => ({ namespace, ...rule })));
  });
}

/** The rules of a Role or ClusterRole. */
export function rulesOf(role: KubernetesObject): readonly Omit<Permission, 'namespace'>[] {
  return listAt(role, 'rules').flatMap((rule) =>
    isFields(rule)
      ? [
          {
            groups: texts(rule['apiGroups']),
            resources: texts(rule['resources']),
            verbs: texts(rule['verbs']),
            names: texts(rule['resourceNames']),
          },
        ]
      : [],
  );
}

/** Verbs out of a list that the permissions do not give for an object. */
export function missingVerbs(
  permissions: readonly Permission[],
  object: KubernetesObject,
  verbs: readonly string[],
): readonly string[] {
  const [group, resource, namespace] = [groupOf(object), resourceOf(object.kind), namespaceOf(object)];
  const fitting = permissions.filter(
    (permission) =>
      (permission.namespace === '' || permission.namespace === namespace) &&
      holds(permission.groups, group) &&
      holds(permission.resources, resource) &&
      (permission.names.length === 0 || permission.names.includes(object.metadata.name)),
  );
  return verbs.filter((verb) => !fitting.some((permission) => holds(permission.verbs, verb)));
}

/** The plural, lower-case name by which roles call a kind: `NetworkPolicy` is `networkpolicies`. */
export function resourceOf(kind: string): string {
  const name = kind.toLowerCase();
  if (name === 'endpoints') return name;
  if (/[^aeiou]y$/.test(name)) return `${name.slice(0, -1)}ies`;
  return /(s|x|ch|sh)$/.test(name) ? `${name}es` : `${name}s`;
}

function isSubject(subject: unknown, account: ServiceAccount, binding: KubernetesObject): boolean {
  return (
    textAt(subject, 'kind') === 'ServiceAccount' &&
    textAt(subject, 'name') === account.name &&
    (textAt(subject, 'namespace') ?? namespaceOf(binding)) === account.namespace
  );
}

function holds(list: readonly string[], value: string): boolean {
  return list.includes('*') || list.includes(value);
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

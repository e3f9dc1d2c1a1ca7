import { missingVerbs, permissionsOf, resourceOf } from '../landscape/access.ts';
import type { Cluster, ClusterStep, LandscapeObject } from '../landscape/landscape.ts';
import { example, type Rule, type Violation } from '../rule.ts';
import { describeObject, groupOf, namespaceOf, textAt } from '../source/kubernetes-object.ts';
import { tenant } from './tenant.example.ts';

/** What Flux needs of an object: server-side apply, health and pruning. */
const needed = ['get', 'list', 'watch', 'create', 'patch', 'delete'];

/** A tenant's role allows what the tenant's repository holds. */
export const roleTooNarrow: Rule = {
  id: 'role-too-narrow',
  title: 'A tenant’s role allows what the tenant’s repository holds',
  severity: 'error',
  why: 'Flux applies a tenant’s objects in the name of its ServiceAccount, all or none: one object that the Role does not allow keeps everything else from being applied.',
  fix: 'Add the resource to the Role in the flux-repo, if the tenant is meant to have it; else remove the object from the tenant’s repository.',
  example: {
    breaks: {
      ...tenant,
      'flux-repo/clusters/dev/role.yaml': example`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata:
          name: sock-shop-reconciler
          namespace: sock-shop
        rules:
          - apiGroups: [apps]
            resources: [deployments]
            verbs: [get, list, watch, create, update, patch, delete]
      `,
    },
    keeps: tenant,
  },
  *check({ clusters }) {
    for (const cluster of clusters) {
      for (const step of cluster.steps) {
        const name = textAt(step.kustomization?.object, 'spec', 'serviceAccountName');
        if (name === undefined || step.kustomization === undefined) continue;
        const namespace = namespaceOf(step.kustomization.object);
        // Flux's own accounts get their rights when Flux is installed.
        if (namespace === 'flux-system') continue;
        yield* tooNarrow(cluster, step, { namespace, name });
      }
    }
  },
};

function* tooNarrow(
  cluster: Cluster,
  step: ClusterStep,
  account: { readonly namespace: string; readonly name: string },
): Iterable<Violation> {
  const permissions = permissionsOf(account, cluster.objects);
  const refused = new Map<string, { verbs: readonly string[]; objects: LandscapeObject[] }>();
  for (const object of step.root?.objects ?? []) {
    const verbs = missingVerbs(permissions, object.object, needed);
    if (verbs.length === 0) continue;
    const group = groupOf(object.object);
    const place =
      namespaceOf(object.object) === ''
        ? 'outside of any namespace'
        : `in namespace ${namespaceOf(object.object)}`;
    const resource = `${resourceOf(object.object.kind)}${group === '' ? '' : `.${group}`} ${place}`;
    const known = refused.get(resource);
    if (known === undefined) refused.set(resource, { verbs, objects: [object] });
    else known.objects.push(object);
  }
  for (const [resource, { verbs, objects }] of refused) {
    const [object] = objects;
    if (object === undefined) continue;
    const more =
      objects.length === 1 ? '' : ` (and ${objects.length - 1} more like ${describeObject(object.object)})`;
    const message = `ServiceAccount ${account.namespace}/${account.name} may not ${verbs.join(', ')} ${resource}${more}`;
    yield { at: { object }, message };
  }
}

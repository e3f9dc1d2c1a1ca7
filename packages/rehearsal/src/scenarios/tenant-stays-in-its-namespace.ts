import { reconcilerName } from '@tideway/model';
import type { Edit } from '../git/clone.ts';
import { kinds } from '../kubernetes/kinds.ts';
import { condition } from '../kubernetes/live-object.ts';
import { assert, assertEqual } from './assertions.ts';
import type { Evidence } from './evidence.ts';
import { deploymentOf } from './image-loop.ts';
import type { Scenario } from './scenario.ts';
import type { World } from './world.ts';

/** What a tenant must not be able to do, as `kubectl auth can-i` asks. */
const forbidden = [
  { verb: 'create', resource: 'namespaces' },
  { verb: 'create', group: 'rbac.authorization.k8s.io', resource: 'clusterrolebindings' },
  { verb: 'patch', group: 'apps', resource: 'deployments', namespace: 'kube-system' },
  { verb: 'patch', group: 'apps', resource: 'deployments', namespace: 'flux-system' },
  { verb: 'get', resource: 'secrets', namespace: 'flux-system' },
] as const;

const hostile = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: take-over
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: cluster-admin
subjects:
- kind: ServiceAccount
  name: default
  namespace: default
`;

const elsewhere = `apiVersion: v1
kind: Service
metadata:
  name: elsewhere
  namespace: kube-system
spec:
  ports:
  - port: 80
`;

/** C10: a tenant can't reach beyond its namespace, by rights and by a commit. */
export const tenantStaysInItsNamespace: Scenario = {
  name: 'tenant-stays-in-its-namespace',
  promise: 'A tenant can touch no other namespace and nothing of the cluster, not even by a hostile commit',
  ids: ['C10'],
  async run(world, evidence) {
    const { api, stage, tenantRepository } = world;
    const { namespace, repository } = stage.tenant;
    const user = `system:serviceaccount:${namespace}:${reconcilerName(stage.tenant)}`;
    const own = await api.may(user, { verb: 'patch', group: 'apps', resource: 'deployments', namespace });
    assert(own.allowed, `${user} may not even change its own Deployments`);
    const secret = { verb: 'get', resource: 'secrets', namespace };
    const broken = { verb: 'escalate', group: 'rbac.authorization.k8s.io', resource: 'roles', namespace };
    for (const attributes of [...forbidden, secret, broken]) {
      const { allowed } = await api.may(user, attributes);
      const where = 'namespace' in attributes ? ` in ${attributes.namespace}` : '';
      assert(!allowed, `${user} may ${attributes.verb} ${attributes.resource}${where}`);
    }
    evidence.note('answer', `${user}: "no" to ${forbidden.length + 2} questions of auth can-i`);
    await commitIntoAnotherNamespace(world, evidence);
    const { metadata } = await api.get(deploymentOf(world));
    const commit = await world.change(repository, added('take-over.yaml', hostile), 'Take over');
    const refused = await evidence.time('until the commit is refused', () =>
      api.waitFor(stage.sync, 'refuses the commit', (object) => {
        const ready = condition(object, 'Ready');
        const attempted = String(object.status?.['lastAttemptedRevision']);
        return attempted.endsWith(commit) && ready?.status === 'False';
      }),
    );
    const { message = '' } = condition(refused, 'Ready') ?? {};
    assert(message.includes('forbidden'), `it is not forbidden: ${message}`);
    const made = await api.find({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      name: 'take-over',
    });
    assertEqual(made, undefined, 'the ClusterRoleBinding of the hostile commit');
    const after = await api.get(deploymentOf(world));
    assertEqual(after.metadata.uid, metadata.uid, 'the Deployment from before');
    evidence.note('commit', `${commit.slice(0, 10)} in ${tenantRepository.name}`);
    evidence.note('event', message.slice(0, 300));
  },
};

/** What a tenant commits for another namespace lands in its own, for kustomize-controller puts it there. */
async function commitIntoAnotherNamespace(world: World, evidence: Evidence): Promise<void> {
  const { api, stage, tenantRepository } = world;
  const { namespace, repository } = stage.tenant;
  const commit = await world.change(repository, added('elsewhere.yaml', elsewhere), 'Go elsewhere');
  await api.waitFor(kinds.service(namespace, 'elsewhere'), 'is in the namespace of the tenant', () => true);
  await world.applied(stage.sync, tenantRepository);
  assertEqual(await api.find(kinds.service('kube-system', 'elsewhere')), undefined, 'Service in kube-system');
  evidence.note('commit', `${commit.slice(0, 10)} for kube-system was applied in ${namespace}`);
}

/** A file that the base lists. */
function added(file: string, content: string): Readonly<Record<string, Edit>> {
  return {
    [`deploy/kubernetes/base/${file}`]: () => content,
    'deploy/kubernetes/base/kustomization.yaml': (text) =>
      text.replace('resources:\n', `resources:\n- ${file}\n`),
  };
}

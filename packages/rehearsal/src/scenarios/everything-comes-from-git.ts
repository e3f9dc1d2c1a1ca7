import { eventually, NotYet } from '../eventually.ts';
import type { LiveObject } from '../kubernetes/live-object.ts';
import { title } from '../kubernetes/live-object.ts';
import { assert, assertEqual } from './assertions.ts';
import type { Scenario } from './scenario.ts';

/** Kinds that Kubernetes itself makes in every namespace, or that only report. */
const kubernetesOwn = ['ConfigMap/kube-root-ca.crt', 'ServiceAccount/default', 'Event', 'Endpoints', 'Lease'];

/** G1: Git is the only source of truth. */
export const everythingComesFromGit: Scenario = {
  name: 'everything-comes-from-git',
  promise: 'Every object of the tenant comes from a commit that is in Git',
  ids: ['G1'],
  async run(world, evidence) {
    const { api, stage, tenantRepository } = world;
    const { namespace } = stage.tenant;
    const listed = await world.kubectl(['api-resources', '--verbs=list', '--namespaced', '-o', 'name']);
    const kinds = listed.stdout.trim().split('\n').join(',');
    const answer = await world.kubectl(['get', kinds, '-n', namespace, '-o', 'json']);
    assertEqual(answer.code, 0, 'kubectl get');
    const { items } = JSON.parse(answer.stdout) as { readonly items: readonly LiveObject[] };
    const label = 'kustomize.toolkit.fluxcd.io/name';
    const own = items.filter(({ kind, metadata }) => {
      const isKubernetes = kubernetesOwn.some((one) => one === kind || one === `${kind}/${metadata.name}`);
      // External Secrets makes Secrets of what is in Git, and marks them as its own.
      const isFetched = kind === 'Secret';
      return !isKubernetes && !isFetched && (metadata.ownerReferences ?? []).length === 0;
    });
    const strangers = own.filter(({ metadata }) => metadata.labels?.[label] === undefined);
    const names = strangers.map(({ kind, metadata }) => title({ kind, name: metadata.name }));
    assertEqual(names, [], 'objects that no Kustomization applied');
    const head = await eventually({
      what: `the head of ${tenantRepository.name} is applied`,
      within: 30_000 * world.patience,
      signal: world.signal,
      ask: async () => {
        const [commit, { status }] = await Promise.all([tenantRepository.head(), api.get(stage.sync)]);
        const applied = status?.lastAppliedRevision;
        return applied === `main@sha1:${commit}` ? commit : new NotYet(`${applied} is, and ${commit} is not`);
      },
    });
    assert(
      own.length > Object.keys(stage.tenant.services).length * 2,
      `only ${own.length} objects were found`,
    );
    evidence.note('object', `${own.length} objects in ${namespace}, each labelled with its Kustomization`);
    evidence.note('commit', `main@sha1:${head}`);
  },
};

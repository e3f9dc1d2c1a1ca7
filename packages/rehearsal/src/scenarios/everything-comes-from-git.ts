import { eventually, NotYet } from '../eventually.ts';
import type { LiveObject } from '../kubernetes/live-object.ts';
import { title } from '../kubernetes/live-object.ts';
import { assert, assertEqual } from './assertions.ts';
import type { Scenario } from './scenario.ts';

/** Kinds that Kubernetes itself makes in every namespace, or that only report. */
const kubernetesOwn = ['ConfigMap/kube-root-ca.crt', 'ServiceAccount/default', 'Event', 'Endpoints', 'Lease'];

/** Labels that kustomize-controller gives to what it applies: the Kustomization and its namespace. */
const appliedBy = ['kustomize.toolkit.fluxcd.io/name', 'kustomize.toolkit.fluxcd.io/namespace'];

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
    const fetched = secretsFromAws(items);
    const own = items.filter(({ kind, metadata }) => {
      const isKubernetes = kubernetesOwn.some((one) => one === kind || one === `${kind}/${metadata.name}`);
      const isFetched = kind === 'Secret' && fetched.has(metadata.name);
      return !isKubernetes && !isFetched && (metadata.ownerReferences ?? []).length === 0;
    });
    const strangers = own.filter(({ metadata: { labels } }) => appliedBy.some((label) => !labels?.[label]));
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

/** Names of the Secrets that External Secrets makes, of what an ExternalSecret from Git names. */
function secretsFromAws(items: readonly LiveObject[]): ReadonlySet<string> {
  return new Set(
    items
      .filter(({ kind }) => kind === 'ExternalSecret')
      .map(({ metadata, spec }) => {
        const target = spec?.['target'] as { readonly name?: string } | undefined;
        return target?.name ?? metadata.name;
      }),
  );
}

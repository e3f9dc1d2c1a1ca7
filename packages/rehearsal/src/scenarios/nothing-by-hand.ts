import type { LiveObject } from '../kubernetes/live-object.ts';
import { assertEqual } from './assertions.ts';
import type { Scenario } from './scenario.ts';

interface Managed extends LiveObject {
  readonly metadata: LiveObject['metadata'] & {
    readonly managedFields?: readonly { readonly manager?: string }[];
  };
}

/** What the infrastructure gives a cluster before Flux takes over, and what stands in for AWS in a rehearsal. */
const given = [
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'FluxInstance',
  'Namespace',
  'Node',
  'Secret',
  'ServiceAccount',
];

/** G3: the whole system comes up from an empty cluster and one FluxInstance. */
export const nothingByHand: Scenario = {
  name: 'nothing-by-hand',
  promise: 'From an empty cluster everything comes up by one FluxInstance; nothing else is applied by hand',
  ids: ['G3', 'C8'],
  async run(world, evidence) {
    const resources = await world.kubectl(['api-resources', '--verbs=list', '-o', 'name']);
    const names = resources.stdout
      .trim()
      .split('\n')
      .filter((name) => !name.startsWith('events'));
    const args = ['get', names.join(','), '-A', '-o', 'json', '--show-managed-fields'];
    const { stdout } = await world.kubectl(args);
    const { items } = JSON.parse(stdout) as { readonly items: readonly Managed[] };
    const byHand = items.filter(({ metadata }) =>
      metadata.managedFields?.some(({ manager }) => manager === 'tideway-rehearsal'),
    );
    const found = new Set(byHand.map(({ kind }) => kind));
    const unexpected = [...found].filter((kind) => !given.includes(kind));
    assertEqual(unexpected, [], 'kinds that the rehearsal applied itself');
    assertEqual(
      byHand.filter(({ kind, metadata }) => kind === 'Namespace' && metadata.name !== 'flux-system').length,
      0,
      'namespaces that the rehearsal made itself',
    );
    evidence.note(
      'object',
      `of ${items.length} objects ${byHand.length} were given: ${[...found].sort().join(', ')}`,
    );
  },
};

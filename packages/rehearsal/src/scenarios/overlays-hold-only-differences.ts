import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { robot } from './image-loop.ts';
import { assert, assertEqual } from './assertions.ts';
import { declaredDifferences, type Manifest, manifestKey, type Overlay } from './declared-differences.ts';
import { exported } from './exported.ts';
import { isWithin, leaves, valueAt } from './leaves.ts';
import type { Scenario } from './scenario.ts';
import type { World } from './world.ts';

/** Fields of an overlay; none of them is a template or a generator. */
const known = ['apiVersion', 'kind', 'resources', 'images', 'replicas', 'patches'];

/** C3: overlays reuse the base, and hold what differs from it and nothing else. */
export const overlaysHoldOnlyDifferences: Scenario = {
  name: 'overlays-hold-only-differences',
  promise: 'An overlay holds what differs from the base and nothing else, and what runs differs just there',
  ids: ['C3'],
  async run(world, evidence) {
    const { platform, stage, cluster, tenantRepository } = world;
    const folder = await exported(world, tenantRepository.name);
    const base = await rendered(world, join(folder, 'deploy/kubernetes/base'));
    for (const environment of Object.keys(platform.environments)) {
      const root = join(folder, 'deploy/kubernetes/overlays', environment);
      const overlay = await declaredDifferences(root);
      assertEqual(
        overlay.fields.filter((field) => !known.includes(field)),
        [],
        `fields of the overlay ${environment} that are no plain differences`,
      );
      const objects = await rendered(world, root);
      const count = compare(environment, base, objects, overlay);
      evidence.note('diff', `${environment}: ${count} values differ from the base, all of them declared`);
      if (environment !== cluster.model.environment) continue;
      await compareLive(world, objects, overlay);
      evidence.note('object', `what is declared for ${environment} is live in ${stage.tenant.namespace}`);
    }
    const path = 'deploy/kubernetes/base';
    const robots = await tenantRepository.git('log', '--format=%h', `--author=${robot.author}`, '--', path);
    assertEqual(robots, '', 'commits of the robot that touch the base');
  },
};

/** @returns how many values differ */
function compare(
  environment: string,
  base: ReadonlyMap<string, Manifest>,
  objects: ReadonlyMap<string, Manifest>,
  overlay: Overlay,
): number {
  const missing = [...base.keys()].filter((key) => !objects.has(key));
  assertEqual(missing, [], `objects of the base that ${environment} lacks`);
  const added = [...objects.keys()].filter((key) => !base.has(key));
  assertEqual(added.toSorted(), [...overlay.added].toSorted(), `objects that ${environment} adds`);
  let count = 0;
  for (const [key, before] of base) {
    const after = objects.get(key);
    const declared = overlay.changes.get(key) ?? [];
    const paths = new Set([...leaves(before), ...leaves(after)].map((path) => JSON.stringify(path)));
    const different = [...paths]
      .map((path) => JSON.parse(path) as string[])
      .filter((path) => !isSame(valueAt(before, path), valueAt(after, path)));
    const undeclared = different.filter((path) => !declared.some((one) => isWithin(path, one)));
    assertEqual(
      undeclared.map((path) => path.join('.')),
      [],
      `what differs in ${key} of ${environment} and is not declared`,
    );
    const repeated = declared.filter((one) => !different.some((path) => isWithin(path, one)));
    assertEqual(
      repeated.map((path) => path.join('.')),
      [],
      `what the overlay ${environment} repeats of the base in ${key}`,
    );
    count += different.length;
  }
  assert(count > 0, `${environment} does not differ from the base`);
  return count;
}

/** What is declared for the cluster's environment is what its API server has. */
async function compareLive(
  { api, stage }: World,
  objects: ReadonlyMap<string, Manifest>,
  { changes }: Overlay,
): Promise<void> {
  for (const [key, paths] of changes) {
    const object = objects.get(key);
    assert(object !== undefined, `${key} is changed and not there`);
    const { apiVersion, kind, metadata } = object;
    const { namespace } = stage.tenant;
    const live = await api.get({ apiVersion, kind, namespace, name: metadata.name });
    for (const path of paths)
      assertEqual(valueAt(live, path), valueAt(object, path), `${path.join('.')} of ${key} in the cluster`);
  }
}

async function rendered(world: World, root: string): Promise<ReadonlyMap<string, Manifest>> {
  const { code, stdout, stderr } = await world.kubectl(['kustomize', root]);
  assertEqual(code, 0, `${root} renders (${stderr.trim()})`);
  const objects = loadAll(stdout) as Manifest[];
  return new Map(objects.map((object) => [manifestKey(object), object]));
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

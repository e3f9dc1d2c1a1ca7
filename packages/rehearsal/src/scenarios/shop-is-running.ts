import { ecrImage, type Image, type Platform } from '@tideway/model';
import { eventually } from '../eventually.ts';
import type { LiveObject } from '../kubernetes/live-object.ts';
import { assert, assertEqual } from './assertions.ts';
import type { Scenario } from './scenario.ts';
import type { World } from './world.ts';

interface Deployment extends LiveObject {
  readonly spec: {
    readonly replicas?: number;
    readonly template: { readonly spec: { readonly containers: readonly { readonly image: string }[] } };
  };
  readonly status: {
    readonly readyReplicas?: number;
    readonly updatedReplicas?: number;
    readonly observedGeneration?: number;
  };
}

/** C1, C2 and C8: all services run, each from its own image, and nobody applied them by hand. */
export const shopIsRunning: Scenario = {
  name: 'shop-is-running',
  promise: 'Every service of the tenant runs with all its replicas, deployed by nothing but commits',
  ids: ['C1', 'C2', 'C8'],
  async run(world, evidence) {
    const { namespace } = world.stage.tenant;
    // Others may be changing a service by hand just now, to see it come back.
    const deployments = await eventually({
      what: `every service of ${namespace} runs`,
      within: 20_000 * world.patience,
      every: 250,
      signal: world.signal,
      ask: () => running(world),
    });
    evidence.note(
      'object',
      `${deployments.length} Deployments and as many Services in ${namespace}, all replicas ready`,
    );
    for (const { metadata, spec } of deployments)
      evidence.note('object', `${metadata.name}: ${imagesOf(spec).join(', ')}`);
  },
};

/** @throws PromiseBroken when one does not run as the model says */
async function running({ api, platform, stage }: World): Promise<readonly Deployment[]> {
  const { namespace, services } = stage.tenant;
  const expected = Object.keys(services).sort();
  const deployments = await api.list<Deployment>('apps/v1', 'Deployment', namespace);
  assertEqual(deployments.map(({ metadata }) => metadata.name).sort(), expected, 'Deployments');
  for (const { metadata, spec, status } of deployments) {
    const replicas = spec.replicas ?? 1;
    assertEqual(status.readyReplicas ?? 0, replicas, `ready replicas of ${metadata.name}`);
    assertEqual(status.updatedReplicas ?? 0, replicas, `current replicas of ${metadata.name}`);
    const images = imagesOf(spec);
    const service = services[metadata.name];
    const wanted = service ? [service.container, ...service.sidecars].map(({ image }) => image) : [];
    const areOwn = wanted.length === images.length && wanted.every((one) => images.some(isOf(platform, one)));
    assert(areOwn, `${metadata.name} runs ${images.join(', ')}, which is not what the model says`);
  }
  const live = await api.list('v1', 'Service', namespace);
  assertEqual(live.map(({ metadata }) => metadata.name).sort(), expected, 'Services');
  return deployments;
}

function imagesOf({ template }: Deployment['spec']): readonly string[] {
  return template.spec.containers.map(({ image }) => image);
}

/** Whether a reference is to an image of the model; the tag of one that is built here is the robot's. */
function isOf(platform: Platform, image: Image): (reference: string) => boolean {
  if (image.kind === 'pinned') return (reference) => reference === image.reference;
  return (reference) => reference.startsWith(`${ecrImage(platform, image)}:`);
}

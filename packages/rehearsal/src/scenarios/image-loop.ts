import { eventually, NotYet } from '../eventually.ts';
import { kinds } from '../kubernetes/kinds.ts';
import type { LiveObject } from '../kubernetes/live-object.ts';
import { isReady } from '../kubernetes/readiness.ts';
import { hasLooked } from './has-looked.ts';
import type { World } from './world.ts';

/** Name and address of Flux's image robot in its commits. */
export const robot = { author: 'fluxcdbot', email: 'fluxcdbot@users.noreply.github.com' };

/** A Deployment, as far as a rollout is looked at. */
export interface RollingDeployment extends LiveObject {
  readonly spec: {
    readonly replicas?: number;
    readonly template: { readonly spec: { readonly containers: readonly { readonly image: string }[] } };
  };
  readonly status: {
    readonly observedGeneration?: number;
    readonly replicas?: number;
    readonly updatedReplicas?: number;
    readonly readyReplicas?: number;
  };
}

interface Pod extends LiveObject {
  readonly spec: { readonly containers: readonly { readonly image: string }[] };
}

/** The service's own container of the stage, by its Deployment. */
export function deploymentOf({ stage }: World): ReturnType<typeof kinds.deployment> {
  return kinds.deployment(stage.tenant.namespace, stage.service.name);
}

/**
 * Waits until the robot has committed a tag to the overlay.
 *
 * @param signal - ends the waiting. @default the end of the rehearsal
 * @returns the commit
 */
export function committed(
  world: World,
  tag: string,
  within = 30_000,
  signal = world.signal,
): Promise<string> {
  const repository = world.tenantRepository;
  let looked = '';
  return eventually({
    what: `the robot has committed ${tag} to ${repository.name}`,
    within: within * world.patience,
    every: 15,
    signal,
    ask: async () => {
      const head = await repository.head();
      if (head === looked) return new NotYet(`the head is still ${head.slice(0, 10)}`);
      looked = head;
      const text = await repository.file(`${world.stage.overlay}/kustomization.yaml`, head);
      return text.includes(`newTag: ${tag} `) ? head : new NotYet(`another commit: ${head.slice(0, 10)}`);
    },
  });
}

/** Waits until a Kustomization of the tenant has applied a commit to the Deployment: the tag is in its template. */
export function applied(world: World, tag: string, within = 30_000): Promise<RollingDeployment> {
  return world.api.waitFor<RollingDeployment>(
    deploymentOf(world),
    `has the image ${tag}`,
    ({ spec }) => spec.template.spec.containers.some(({ image }) => image.endsWith(`:${tag}`)),
    within,
  );
}

/** Waits until all pods of the service run a tag, and no other. */
export async function rolledOut(world: World, tag: string, within = 30_000): Promise<void> {
  const { namespace } = world.stage.tenant;
  await world.api.waitFor<RollingDeployment>(
    deploymentOf(world),
    `is rolled out with ${tag}`,
    ({ metadata, spec, status }) =>
      status.observedGeneration === metadata.generation &&
      status.updatedReplicas === spec.replicas &&
      status.replicas === spec.replicas &&
      status.readyReplicas === spec.replicas &&
      spec.template.spec.containers.some(({ image }) => image.endsWith(`:${tag}`)),
    within,
  );
  await eventually({
    what: `the pods of ${world.stage.service.name} run ${tag} and nothing else`,
    within,
    signal: world.signal,
    ask: async () => {
      const pods = await world.api.list<Pod>('v1', 'Pod', namespace);
      const images = pods
        .filter(({ metadata }) => metadata.labels?.['name'] === world.stage.service.name)
        .flatMap(({ spec }) => spec.containers.map(({ image }) => image.replace(/^.*:/, '')));
      const others = images.filter((image) => image !== tag);
      return images.length > 0 && others.length === 0 ? true : new NotYet(`they run ${images.join(', ')}`);
    },
  });
}

/** Waits until Flux has chosen a tag. */
export function chosen(world: World, tag: string, within = 30_000): Promise<LiveObject> {
  return world.api.waitFor(
    world.stage.imagePolicy,
    `has chosen ${tag}`,
    ({ status }) => (status?.['latestRef'] as { readonly tag?: string } | undefined)?.tag === tag,
    within,
  );
}

/** Tag that Flux has chosen. */
export async function chosenTag(world: World): Promise<string> {
  const { status } = await world.api.get(world.stage.imagePolicy);
  return (status?.['latestRef'] as { readonly tag?: string } | undefined)?.tag ?? '';
}

/** Lets Flux look at all tags that ECR has, and then choose among them. */
export async function chosenAmongAll({ api, stage }: World, tags: number): Promise<void> {
  await api.reconcile(stage.imageRepository);
  await api.waitFor(
    stage.imageRepository,
    `is Ready and has seen all ${tags} tags of ECR`,
    (object) =>
      isReady(object) &&
      (object.status?.['lastScanResult'] as { readonly tagCount?: number } | undefined)?.tagCount === tags,
  );
  // Flux chooses a moment after it has scanned: what it has not looked at yet it can't have refused.
  await api.reconcile(stage.imagePolicy);
  await api.waitFor(stage.imagePolicy, 'has chosen among them all', hasLooked);
}

import type { RunningImage } from '../images/run-image.ts';
import { kinds } from '../kubernetes/kinds.ts';
import type { LiveObject } from '../kubernetes/live-object.ts';
import { assert, assertEqual } from './assertions.ts';
import type { Evidence } from './evidence.ts';
import { committed, robot, rolledOut } from './image-loop.ts';
import type { Scenario } from './scenario.ts';
import { type EditedPage, footer } from './edited-page.ts';
import { buildStarted, buildSucceeded, pushSources, pageOf, startOf, tagOf } from './source-loop.ts';
import { sourceObstacle } from './source-obstacle.ts';
import type { World } from './world.ts';

const text = 'Knitted on a Thursday.';

/** Names of what the way from a push to the page is measured by. */
export const hops = {
  all: 'git push → page',
  start: 'git push → build started',
  build: 'build started → image pushed',
  commit: "image pushed → Flux's commit",
  pods: 'commit → pods Ready',
  page: 'pods Ready → page of that image',
} as const;

/** C9, D1, D2, D10: the tutorial's story from the editor to the page. */
export const pushReachesThePage: Scenario = {
  name: 'push-reaches-the-page',
  promise: 'A change that a developer pushes is built, deployed, and on the page that its image serves',
  ids: ['C9', 'D1', 'D2', 'D10'],
  group: 'story',
  obstacle: sourceObstacle,
  async run(world, evidence) {
    const { site, stage, tenantRepository } = world;
    const page = await pageOf(world);
    const before = await site.tags(stage.images);
    const { commit, at } = await pushSources(world, page.saying(text), 'Say when it was knitted');
    const started = await buildStarted(world, commit);
    const tag = tagOf(started);
    assert(/^main-[0-9a-f]{7}-[0-9]+$/.test(tag), `${tag} is no tag of branch, commit and build`);
    // Flux may be faster than the rest of the build.
    const given = new AbortController();
    const rolling = rollout(world, tag, AbortSignal.any([world.signal, given.signal]));
    rolling.catch(() => undefined);
    const build = await buildSucceeded(world, commit).catch((error: unknown) => {
      given.abort();
      throw error;
    });
    assertEqual(build.exported?.['IMAGE_TAG'], tag, 'the tag that the build exports');
    const added = (await site.tags(stage.images)).filter((one) => !before.includes(one));
    assertEqual(added, [tag], 'tags that ECR got from the push');
    const { written, running, head } = await rolling;
    const [entry] = await tenantRepository.log(head, 1);
    assertEqual(entry?.author, robot.author, 'author of the commit with the tag');
    await site.buildService.withRunning(stage.image, tag, async (image) => {
      await showsTheEdit(page, image, evidence);
      assertEqual(image.image.config.Labels?.['org.opencontainers.image.revision'], commit, 'its commit');
      await isWhatTheServiceLeadsTo(world, image, evidence);
    });
    const shown = Date.now();
    const start = startOf(started) ?? at;
    const pushed = await site.buildService.pushedAt(stage.image, tag);
    evidence.measured(hops.all, shown - at);
    evidence.measured(hops.start, start - at);
    evidence.measured(hops.build, pushed - start);
    evidence.measured(hops.commit, written - pushed);
    evidence.measured(hops.pods, running - written);
    evidence.measured(hops.page, shown - running);
    evidence.note('commit', `${commit.slice(0, 10)} in ${stage.image.source}, build ${build.number}, ${tag}`);
    evidence.note('commit', `${head.slice(0, 10)} ${entry?.subject} (${entry?.author})`);
  },
};

/** When Flux has committed a tag and its pods run, in milliseconds since 1970. */
async function rollout(
  world: World,
  tag: string,
  signal: AbortSignal,
): Promise<{ readonly head: string; readonly written: number; readonly running: number }> {
  const head = await committed(world, tag, 15 * 60_000, signal);
  const written = Date.now();
  await rolledOut(world, tag);
  return { head, written, running: Date.now() };
}

/** C9: what people get from the image; of the tutorial's shop, what it says they get. */
async function showsTheEdit(page: EditedPage, { url }: RunningImage, evidence: Evidence): Promise<void> {
  const get = async (path: string) => {
    const response = await fetch(`${url}${path}`, { signal: AbortSignal.timeout(20_000) });
    assertEqual(response.status, 200, `status of ${path}`);
    return response.text();
  };
  const home = await get('/');
  assert(home.includes(text), 'the home page lacks what was added');
  if (page.path !== footer) {
    evidence.note('answer', `GET / 200 with “${text}”`);
    return;
  }
  assert(/<title>[^<]*WeaveSocks/.test(home), 'the title of the home page is not WeaveSocks');
  const alone = await get(`/${footer.slice(footer.indexOf('/') + 1)}`);
  assert(alone.includes(text), 'the footer alone lacks what was added');
  const socks = JSON.parse(await get('/catalogue')) as readonly unknown[];
  assertEqual(socks.length, 10, 'socks in the catalogue');
  evidence.note('answer', `GET / 200 with “${text}”, GET /catalogue 200 with ${socks.length} socks`);
}

interface ShopService extends LiveObject {
  readonly spec: {
    readonly type?: string;
    readonly ports: readonly { readonly port: number; readonly targetPort: number | string }[];
  };
  readonly status: {
    readonly loadBalancer?: { readonly ingress?: readonly { readonly hostname?: string }[] };
  };
}

interface ShopDeployment extends LiveObject {
  readonly spec: {
    readonly template: {
      readonly spec: {
        readonly containers: readonly {
          readonly image: string;
          readonly ports?: readonly { readonly name?: string; readonly containerPort: number }[];
        }[];
      };
    };
  };
}

/** C9 without a network: port 80 of the Service, and of its load balancer if it has one, is the port of the image. */
async function isWhatTheServiceLeadsTo(
  { api, stage }: World,
  { image }: RunningImage,
  evidence: Evidence,
): Promise<void> {
  const { namespace } = stage.tenant;
  const service = await api.get<ShopService>(kinds.service(namespace, stage.service.name));
  const deployment = await api.get<ShopDeployment>(kinds.deployment(namespace, stage.service.name));
  const balancer = service.status.loadBalancer?.ingress?.[0]?.hostname;
  assert(
    balancer !== undefined || service.spec.type !== 'LoadBalancer',
    `${stage.service.name} has no load balancer`,
  );
  const host = balancer ?? `${stage.service.name}.${namespace}`;
  const target = service.spec.ports.find(({ port }) => port === 80)?.targetPort;
  const ports = deployment.spec.template.spec.containers.flatMap((container) => container.ports ?? []);
  const port = ports.find(({ name, containerPort }) => [name, containerPort].includes(target))?.containerPort;
  assert(port !== undefined, `port 80 of ${stage.service.name} leads to no port of its pods`);
  const exposed = Object.keys(image.config.ExposedPorts ?? {});
  assert(exposed.includes(`${port}/tcp`), `the image exposes ${exposed.join(', ')}, and not ${port}/tcp`);
  evidence.note('object', `${host}:80 → port ${port} of the pods, which the image exposes`);
}

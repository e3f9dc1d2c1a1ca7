import type { Platform } from '@tideway/model';
import { assert, assertEqual } from './assertions.ts';
import { committed, robot, rolledOut } from './image-loop.ts';
import type { Scenario } from './scenario.ts';
import type { World } from './world.ts';

/** Milliseconds of racing. */
const time = 30_000;

/** Our own promise: the robot and deliveries push to one branch, and nothing of either is lost. */
export const robotAndSyncRace: Scenario = {
  name: 'robot-and-sync-race',
  promise: 'The robot and tideway sync push to one branch at the same time, and nothing of either is lost',
  ids: [],
  async run(world, evidence) {
    const { site, stage, tenantRepository } = world;
    const start = await tenantRepository.head();
    const end = performance.now() + time;
    let collisions = 0;
    let replicas = 1;
    const pushing = async (): Promise<string> => {
      let tag = '';
      while (performance.now() < end) {
        tag = await site.build(stage.images);
        await world.pause(700);
      }
      return tag;
    };
    const delivering = async (): Promise<number> => {
      let deliveries = 0;
      while (performance.now() < end) {
        replicas = replicas === 1 ? 2 : 1;
        const [delivery] = await site.deliver(withReplicas(world, replicas));
        assertEqual(delivery?.held, [], 'what is held');
        assert(delivery?.pushed === true, `a delivery of other replicas was ${delivery?.outcome}`);
        collisions += delivery.attempts - 1;
        deliveries += 1;
      }
      return deliveries;
    };
    const [tag, deliveries] = await Promise.all([pushing(), delivering()]);
    await world.api.reconcile(stage.imageRepository);
    await world.api.reconcile(stage.automation);
    await committed(world, tag, 60_000);
    const log = await tenantRepository.git('log', '--format=%an', `${start}..main`);
    const robots = log.split('\n').filter((author) => author === robot.author).length;
    const text = await tenantRepository.file(`deploy/kubernetes/base/${otherService(world)}.yaml`);
    assert(text.includes(`  replicas: ${replicas}\n`), `the last delivery's ${replicas} replicas are lost`);
    const merged = await tenantRepository.git('rev-list', '--merges', '--count', `${start}..main`);
    assertEqual(Number(merged), deliveries, 'deliveries that are in the branch');
    assert(robots > 10 && deliveries > 10, `only ${robots} commits of the robot, ${deliveries} deliveries`);
    await rolledOut(world, tag, 60_000);
    evidence.note(
      'commit',
      `${robots} commits of the robot and ${deliveries} deliveries on one branch, ${collisions} pushes that came too late and were merged again`,
    );
    await site.deliver();
  },
};

function otherService({ stage }: World): string {
  const name = Object.keys(stage.tenant.services).find((one) => one !== stage.service.name);
  assert(name !== undefined, 'the tenant has only one service');
  return name;
}

/** The platform with other replicas of one service in the base. */
function withReplicas(world: World, replicas: number): Platform {
  const { platform, stage } = world;
  const { tenant } = stage;
  const name = otherService(world);
  const service = tenant.services[name];
  if (!service) throw new Error(`There is no service ${name}.`);
  const changed = { ...service, base: { ...service.base, replicas } };
  const services = { ...tenant.services, [name]: changed };
  return { ...platform, tenants: { ...platform.tenants, [tenant.name]: { ...tenant, services } } };
}

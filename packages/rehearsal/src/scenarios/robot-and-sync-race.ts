import type { Platform } from '@tideway/model';
import { assert, assertEqual } from './assertions.ts';
import { committed, robot, rolledOut } from './image-loop.ts';
import type { Scenario } from './scenario.ts';
import type { World } from './world.ts';

/** Our own promise: the robot and deliveries push to one branch, and nothing of either is lost. */
export const robotAndSyncRace: Scenario = {
  name: 'robot-and-sync-race',
  promise: 'The robot and tideway sync push to one branch at the same time, and nothing of either is lost',
  ids: [],
  async run(world, evidence) {
    const { api, site, stage, tenantRepository, races: rounds } = world;
    // Rollouts would only take time from the race, which is about the branch.
    await api.merge(stage.sync, { spec: { suspend: true } });
    const start = await tenantRepository.head();
    const name = otherService(world);
    const file = `deploy/kubernetes/base/${name}.yaml`;
    let tag = '';
    let late = 0;
    let replicas = 1;
    try {
      for (let round = 0; round < rounds; round += 1) {
        replicas = replicas === 1 ? 2 : 1;
        const [built, [delivery]] = await Promise.all([
          site.build(stage.images),
          site.deliver(withReplicas(world, name, replicas)),
        ]);
        tag = built;
        assertEqual(delivery?.held, [], `what is held in round ${round + 1}`);
        assert(delivery?.pushed === true, `the delivery of round ${round + 1} was ${delivery?.outcome}`);
        late += delivery.attempts - 1;
        await committed(world, tag);
        const text = await tenantRepository.file(file);
        assert(
          text.includes(`  replicas: ${replicas}\n`),
          `round ${round + 1}: ${replicas} replicas are lost`,
        );
      }
    } finally {
      await api.merge(stage.sync, { spec: { suspend: false } });
    }
    const authors = (await tenantRepository.git('log', '--format=%an', `${start}..main`)).split('\n');
    const robots = authors.filter((author) => author === robot.author).length;
    const merges = await tenantRepository.git('rev-list', '--merges', '--count', `${start}..main`);
    assertEqual(Number(merges), rounds, 'deliveries that are in the branch');
    assertEqual(robots, rounds, 'commits of the robot that are in the branch');
    await rolledOut(world, tag);
    evidence.note(
      'commit',
      `${robots} commits of the robot and ${merges} deliveries on one branch; ${late} pushes came too late and were merged again`,
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
function withReplicas({ platform, stage }: World, name: string, replicas: number): Platform {
  const { tenant } = stage;
  const service = tenant.services[name];
  if (!service) throw new Error(`There is no service ${name}.`);
  const changed = { ...service, base: { ...service.base, replicas } };
  const services = { ...tenant.services, [name]: changed };
  return { ...platform, tenants: { ...platform.tenants, [tenant.name]: { ...tenant, services } } };
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { Platform } from '@tideway/model';
import { assert, assertEqual } from './assertions.ts';
import { eventsObstacle } from './events-obstacle.ts';
import { committed, robot, rolledOut } from './image-loop.ts';
import type { Evidence } from './evidence.ts';
import type { Scenario } from './scenario.ts';
import type { World } from './world.ts';

/** Least milliseconds from commit to commit of a busy robot. */
const shortestBeat = 700;

/** Part of a delivery that nobody disturbs, from one commit of a busy robot to the next. */
const partOfDelivery = 0.8;

/** Our own promise: the robot and deliveries push to one branch, and nothing of either is lost. */
export const robotAndSyncRace: Scenario = {
  name: 'robot-and-sync-race',
  promise: 'The robot and tideway sync push to one branch at the same time, and nothing of either is lost',
  ids: [],
  // A robot that looks each minute and a delivery would not meet.
  obstacle: eventsObstacle,
  async run(world, evidence) {
    const { api, site, stage, tenantRepository, races: rounds } = world;
    const name = otherService(world);
    // Rollouts would only take time from the race, which is about the branch.
    await api.merge(stage.sync, { spec: { suspend: true } });
    const start = await tenantRepository.head();
    const file = `deploy/kubernetes/base/${name}.yaml`;
    let tag: string;
    let late = 0;
    let replicas = 1;
    let busy: Beside;
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
      const other = replicas === 1 ? 2 : 1;
      const alone = performance.now();
      await site.deliver(withReplicas(world, name, other));
      const beat = Math.max(shortestBeat, Math.round((performance.now() - alone) * partOfDelivery));
      busy = await besideBusyRobot({ world, evidence, name, replicas, beat });
      late += busy.late;
      tag = site.lastBuild;
    } finally {
      await api.merge(stage.sync, { spec: { suspend: false } });
    }
    const authors = (await tenantRepository.git('log', '--format=%an', `${start}..main`)).split('\n');
    const robots = authors.filter((author) => author === robot.author).length;
    const merges = await tenantRepository.git('rev-list', '--merges', '--count', `${start}..main`);
    assertEqual(Number(merges), rounds + 2, 'deliveries that are in the branch');
    assert(late > 0, 'no push came too late: robot and deliveries have not met');
    assertEqual(robots, rounds + busy.turns, 'commits of the robot that are in the branch');
    await rolledOut(world, tag);
    evidence.note(
      'commit',
      `${robots} commits of the robot and ${merges} deliveries on one branch; ${late} pushes came too late and were merged again`,
    );
    await site.deliver();
  },
};

/** A delivery beside a busy robot. */
interface Beside {
  /** Commits of the robot. */
  readonly turns: number;
  /** Pushes of the delivery that were refused. */
  readonly late: number;
}

interface BesideOptions {
  readonly world: World;
  readonly evidence: Evidence;
  /** Service that the delivery changes, and its replicas. */
  readonly name: string;
  readonly replicas: number;
  /** Milliseconds from commit to commit of the robot. */
  readonly beat: number;
}

/**
 * One delivery while the robot commits in a steady beat that is shorter than a whole delivery takes on this machine.
 *
 * @returns what the robot did meanwhile, and how often the delivery was too late
 */
async function besideBusyRobot(options: BesideOptions): Promise<Beside> {
  const { world, evidence, name, replicas, beat } = options;
  const { site, stage } = world;
  const over = new AbortController();
  const robotIsBusy = (async () => {
    let turns = 0;
    for (; !over.signal.aborted; turns += 1) {
      const next = sleep(beat, undefined, { signal: over.signal }).catch(() => undefined);
      await committed(world, await site.build(stage.images));
      await next;
    }
    return turns;
  })();
  let late: number;
  try {
    const [delivery] = await evidence.time(`a delivery beside a commit of the robot every ${beat} ms`, () =>
      site.deliver(withReplicas(world, name, replicas)),
    );
    assert(delivery?.pushed === true, `the delivery beside the busy robot was ${delivery?.outcome}`);
    evidence.note('answer', `beside the busy robot it took ${delivery.attempts} attempts`);
    late = delivery.attempts - 1;
  } finally {
    over.abort();
    await Promise.allSettled([robotIsBusy]);
  }
  return { turns: await robotIsBusy, late };
}

function otherService({ stage }: World): string {
  const own = stage.service.name;
  return Object.keys(stage.tenant.services).find((one) => one !== own) ?? own;
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

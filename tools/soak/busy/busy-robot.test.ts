import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { deliver, type Delivery } from '@tideway/delivery';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { gitText } from '../world/git.ts';
import { pushEnvironment } from '../world/push-environment.ts';
import { openSite, target, type Site } from '../world/site.ts';
import { startBusyRobot } from './busy-robot.ts';
import { overlay, overlayFile, shopTree } from './shop-tree.test.fixture.ts';

/** Far more than it takes, so that only a delivery that starves is late, and no slow machine. */
const attempts = 30;
const repository = 'microservices-repo';
const url = `https://git-codecommit.${target.region}.amazonaws.com/v1/repos/${repository}`;

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const sync = (replicas: number): Promise<Delivery> =>
  deliver({
    repository,
    tree: shopTree(replicas),
    stateDirectory: join(site.folder, 'machine'),
    version: '1.2.3',
    kustomize: site.kustomize,
    // The attempts are counted, and a slow machine may take its time for them.
    patience: 600_000,
    remote: {
      url,
      branch: 'main',
      environment: site.aws.environment,
      credentials: () => Promise.resolve(site.aws.credentials),
    },
  });

it('a robot that rests half a second after each push does not starve a delivery that its commits make render again', async () => {
  await site.aws.ensureRepository(repository);
  await sync(1);
  const folder = join(site.folder, 'robot');
  await mkdir(folder);
  const environment = await pushEnvironment({ aws: site.aws, url });
  const tag = (turn: number): string => `main-1234567-${turn + 1}`;
  const write = (turn: number): string => overlay(tag(turn));
  const robot = await startBusyRobot({ url, folder, environment, path: overlayFile, write, pause: 500 });
  const deliveries: Delivery[] = [];
  let turns: readonly string[];
  try {
    for (const replicas of [2, 1, 2]) deliveries.push(await sync(replicas));
  } finally {
    turns = await robot.stop();
  }
  for (const delivery of deliveries) {
    expect(delivery).toMatchObject({ outcome: 'updated', pushed: true, held: [] });
    expect(delivery.attempts).toBeLessThan(attempts);
  }
  const bare = (...args: readonly string[]): Promise<string> =>
    gitText({ cwd: site.aws.repositoryPath(repository), arguments: args });
  const history = (await bare('rev-list', 'main')).split('\n');
  expect(history).toEqual(expect.arrayContaining([...turns, ...deliveries.map(({ after }) => after)]));
  expect(await bare('show', `main:${overlayFile}`)).toBe(overlay(tag(turns.length - 1)).trim());
  expect(await bare('show', 'main:deploy/base/carts.yaml')).toContain('replicas: 2');
}, 240_000);

import { assert, assertEqual } from './assertions.ts';
import { committed, robot, rolledOut } from './image-loop.ts';
import type { Scenario } from './scenario.ts';
import { buildEnded, buildSucceeded, type PushedSources, pushSources, pageOf, tagOf } from './source-loop.ts';
import { sourceObstacle } from './source-obstacle.ts';
import type { World } from './world.ts';

const pushes = 10;

/** D1 and D10 in a hurry. */
export const tenPushesEndAtTheNewest: Scenario = {
  name: 'ten-pushes-end-at-the-newest',
  promise: 'Ten pushes in a row end at the newest, and on the way there nothing goes back',
  ids: ['D1', 'D10'],
  group: 'story',
  obstacle: sourceObstacle,
  async run(world, evidence) {
    const start = await world.tenantRepository.head();
    const { saying } = await pageOf(world);
    const all: PushedSources[] = [];
    for (let push = 1; push <= pushes; push += 1)
      all.push(await pushSources(world, saying(`Thought ${push} of ${pushes}.`), `Say thing ${push}`));
    const newest = all[pushes - 1];
    assert(newest !== undefined, 'nothing was pushed');
    const last = await buildSucceeded(world, newest.commit);
    const tag = tagOf(last);
    await committed(world, tag);
    await rolledOut(world, tag);
    evidence.measured('tenth git push → pods Ready', Date.now() - newest.at);
    const ended = await Promise.all(all.map(({ commit }) => buildEnded(world, commit)));
    const gaveWay = ended.filter(({ status }) => status === 'STOPPED');
    for (const { number, phases } of gaveWay) {
      const why = phases.at(-1)?.message ?? 'no reason';
      assert(why.includes('took its place'), `build ${number} was stopped: ${why}`);
    }
    const built = ended.filter(({ status }) => status === 'SUCCEEDED');
    const others = ended.filter((build) => !built.includes(build) && !gaveWay.includes(build));
    assertEqual(
      others.map(({ number, status }) => `build ${number}: ${status}`),
      [],
      'builds that neither succeeded nor gave way to a newer one',
    );
    const numbers = await numbersOfRobot(world, start);
    assertEqual(
      numbers,
      numbers.toSorted((one, other) => one - other),
      'builds in the order in which Flux took them',
    );
    assertEqual(numbers.at(-1), last.number, 'the build that Flux took last');
    evidence.note('answer', `${built.length} builds, ${gaveWay.length} gave way to newer ones; ${tag} runs`);
    evidence.note('commit', `Flux took the builds ${numbers.join(', ')}`);
  },
};

/** Numbers of the builds that the robot has committed since a commit, in its order. */
async function numbersOfRobot({ stage, tenantRepository }: World, start: string): Promise<readonly number[]> {
  const commits = (await tenantRepository.log(`${start}..main`)).filter(
    ({ author }) => author === robot.author,
  );
  const files = await Promise.all(
    commits.map(({ id }) => tenantRepository.file(`${stage.overlay}/kustomization.yaml`, id)),
  );
  return files
    .map((text) => Number(/newTag: main-[0-9a-f]{7}-(\d+) /.exec(text)?.[1] ?? Number.NaN))
    .reverse();
}

import { assert, assertEqual } from './assertions.ts';
import { committed, rolledOut } from './image-loop.ts';
import type { Scenario } from './scenario.ts';
import { buildStarted, buildsOf, buildSucceeded, pushSources, pageOf, tagOf } from './source-loop.ts';
import { sourceObstacle } from './source-obstacle.ts';

/** D1 and D10 when two developers are at it: the end is what was pushed last. */
export const laterPushWins: Scenario = {
  name: 'later-push-wins',
  promise: 'What is pushed while an earlier push is still being built is what runs in the end',
  ids: ['D1', 'D10'],
  group: 'story',
  obstacle: sourceObstacle,
  async run(world, evidence) {
    const { site, stage } = world;
    const { saying } = await pageOf(world);
    const first = await pushSources(world, saying('First thought.'), 'Say the first thing');
    await buildStarted(world, first.commit);
    const second = await pushSources(world, saying('Second thought.'), 'Say it better');
    const builds = await buildsOf(world);
    assertEqual((await builds.of(first.commit))?.status, 'IN_PROGRESS', 'build of the first push by then');
    const earlier = await buildSucceeded(world, first.commit);
    const later = await buildSucceeded(world, second.commit);
    assert(later.number > earlier.number, `build ${later.number} came after build ${earlier.number}`);
    const tag = tagOf(later);
    await committed(world, tag);
    await rolledOut(world, tag);
    evidence.measured('second git push → pods Ready', Date.now() - second.at);
    await site.buildService.withRunning(stage.image, tag, async ({ url }) => {
      const page = await (await fetch(url, { signal: AbortSignal.timeout(20_000) })).text();
      assert(page.includes('Second thought.'), 'the page lacks what was pushed last');
      assert(!page.includes('First thought.'), 'the page has what was pushed before');
    });
    evidence.note('answer', `builds ${earlier.number} and ${later.number}; the page says “Second thought.”`);
  },
};

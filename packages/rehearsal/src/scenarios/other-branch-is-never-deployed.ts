import { assert, assertEqual } from './assertions.ts';
import { chosenAmongAll, chosenTag } from './image-loop.ts';
import type { Scenario } from './scenario.ts';
import { buildSucceeded, pushSources, pageOf } from './source-loop.ts';
import { sourceObstacle } from './source-obstacle.ts';

const branch = 'main-next';

/** D2 and D3 with a branch whose name begins like the one that is followed. */
export const otherBranchIsNeverDeployed: Scenario = {
  name: 'other-branch-is-never-deployed',
  promise: 'A push to another branch is built under the name of that branch, and never deployed',
  ids: ['D2', 'D3'],
  group: 'story',
  obstacle: sourceObstacle,
  async run(world, evidence) {
    const { site, stage, tenantRepository } = world;
    const before = await site.tags(stage.images);
    const [head, choice] = [await tenantRepository.head(), await chosenTag(world)];
    const { saying } = await pageOf(world);
    const { commit } = await pushSources(world, saying('Only a try.'), 'Try something', branch);
    const build = await buildSucceeded(world, commit);
    const tags = await site.tags(stage.images);
    const tag = `main_next-${commit.slice(0, 7)}-${build.number}`;
    assertEqual(
      tags.filter((one) => !before.includes(one)),
      [tag],
      'tags that ECR got from the push',
    );
    await chosenAmongAll(world, tags.length);
    assertEqual(await chosenTag(world), choice, 'the tag that Flux follows');
    assertEqual(await tenantRepository.head(), head, 'head of the branch that the robot writes to');
    assert(build.number > Number(choice.split('-').at(-1)), 'the build is older than what is deployed');
    evidence.note('object', `ImagePolicy follows ${choice}, not ${tag}, although that is a later build`);
  },
};

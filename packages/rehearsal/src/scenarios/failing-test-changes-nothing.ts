import { assert, assertEqual } from './assertions.ts';
import { chosenTag, deploymentOf } from './image-loop.ts';
import type { Scenario } from './scenario.ts';
import { buildEnded, pushSources } from './source-loop.ts';
import { sourceObstacle } from './source-obstacle.ts';
import type { World } from './world.ts';

const broken = `import { test } from 'node:test';

test('socks come in pairs', () => {
  throw new Error('one is missing');
});
`;

/** D1 when it must not happen. */
export const failingTestChangesNothing: Scenario = {
  name: 'failing-test-changes-nothing',
  promise:
    'A push whose tests fail makes no image and changes nothing in the cluster; the log says which test',
  ids: ['D1'],
  group: 'story',
  obstacle: sourceObstacle,
  async run(world, evidence) {
    const before = await standing(world);
    const { commit } = await pushSources(
      world,
      { 'src/broken.test.ts': () => broken },
      'Break a promise of the shop',
    );
    const build = await buildEnded(world, commit);
    assertEqual(build.status, 'FAILED', `build ${build.number}`);
    assert(build.text.includes('socks come in pairs'), 'the log does not say which test failed');
    assert(build.text.includes('no image is pushed'), 'the log does not say that there is no image');
    assertEqual(
      await standing(world),
      before,
      'tags of ECR, choice of Flux, commit and Deployment afterwards',
    );
    evidence.note('answer', lineWith(build.text, 'socks come in pairs'));
    evidence.note('answer', lineWith(build.text, 'no image is pushed'));
  },
};

/** What a push that ends well changes. */
async function standing(world: World): Promise<readonly unknown[]> {
  const { api, site, stage, tenantRepository } = world;
  const { metadata } = await api.get(deploymentOf(world));
  return [
    [...(await site.tags(stage.images))].sort(),
    await chosenTag(world),
    await tenantRepository.head(),
    metadata.generation,
  ];
}

function lineWith(text: string, words: string): string {
  return (
    text
      .split('\n')
      .find((line) => line.includes(words))
      ?.trim() ?? ''
  );
}

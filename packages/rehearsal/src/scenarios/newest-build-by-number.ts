import { assertEqual } from './assertions.ts';
import { chosen, chosenAmongAll, chosenTag, committed } from './image-loop.ts';
import type { Scenario } from './scenario.ts';

/** D2 to D5: which tag is the newest. */
export const newestBuildByNumber: Scenario = {
  name: 'newest-build-by-number',
  promise: 'The build with the highest number is chosen; other branches and malformed tags never are',
  ids: ['D2', 'D3', 'D4', 'D5', 'D7'],
  async run(world, evidence) {
    const { site, stage } = world;
    // Ten is newer than nine, which as text it is not.
    while (site.builds % 10 !== 8) await site.build(stage.images);
    const nine = await site.build(stage.images);
    await chosen(world, nine);
    const ten = await site.build(stage.images);
    await evidence.time('from the push to the choice', () => chosen(world, ten));
    await committed(world, ten);
    const others = [
      `dev-abcdef0-${site.builds + 100}`,
      `main-abcdef0-${site.builds + 200}-rc`,
      `main-abc-${site.builds + 300}`,
      `main-ABCDEF0-${site.builds + 400}`,
      'main-abcdef0-foo',
      'latest',
    ];
    for (const tag of others) await site.push(stage.images, tag);
    const tags = await site.tags(stage.images);
    assertEqual(
      others.filter((tag) => !tags.includes(tag)),
      [],
      'pushed tags that ECR lacks',
    );
    await chosenAmongAll(world, tags.length);
    assertEqual(await chosenTag(world), ten, 'the tag that is chosen among them all');
    evidence.note('object', `ImageRepository has seen the ${tags.length} tags that ECR has`);
    evidence.note('object', `ImagePolicy chose ${ten} over ${nine}, ${others.join(', ')}`);
  },
};

import { failingTestChangesNothing } from '../scenarios/failing-test-changes-nothing.ts';
import { chosen, chosenAmongAll, chosenTag, committed, rolledOut } from '../scenarios/image-loop.ts';
import { laterPushWins } from '../scenarios/later-push-wins.ts';
import { otherBranchIsNeverDeployed } from '../scenarios/other-branch-is-never-deployed.ts';
import { pushReachesThePage } from '../scenarios/push-reaches-the-page.ts';
import { buildsOf } from '../scenarios/source-loop.ts';
import { tenPushesEndAtTheNewest } from '../scenarios/ten-pushes-end-at-the-newest.ts';
import type { World } from '../scenarios/world.ts';
import { firstTag } from '../site/build-tag.ts';
import type { Control } from './control.ts';
import { inFluxRepository, inSources } from './edits.ts';
import { ofEnvironment } from './places.ts';

/** What is broken on the way from a push to the page. Each of these takes the real builds of its scenario. */
export const storyControls: readonly Control[] = [
  {
    name: 'pushes start no build',
    notices: pushReachesThePage,
    says: /Not within .*CodeBuild is asked for a build of .* no build of it/,
    sabotage: async (world) => (await buildsOf(world)).configure({ branches: [] }),
    mend: async (world) => (await buildsOf(world)).configure({}),
  },
  {
    name: 'the oldest build is followed',
    notices: laterPushWins,
    says: /Not within .*the robot has committed main-/,
    sabotage: async (world) => {
      await inPolicies(world, (text) => text.replace('order: asc', 'order: desc'));
      // The robot goes back at once: nothing else may be looked at before it has.
      await chosen(world, firstTag);
      await caughtUp(world);
    },
    mend: caughtUp,
  },
  {
    name: 'a hundred builds are ordered as text',
    notices: tenPushesEndAtTheNewest,
    says: /Not within .*the robot has committed main-/,
    sabotage: async (world) => {
      await (await buildsOf(world)).configure({ buildsBefore: 98 });
      await inPolicies(world, (text) => text.replace('numerical:', 'alphabetical:'));
      await caughtUp(world);
    },
    mend: async (world) => {
      await (await buildsOf(world)).configure({});
      await caughtUp(world);
    },
  },
  {
    name: 'the buildspec runs no test',
    notices: failingTestChangesNothing,
    says: /^build \d+: .*SUCCEEDED/,
    sabotage: (world) =>
      inSources(world, 'buildspec.yml', (text) =>
        // A build without its report fails, and it is the missing test that is to be noticed.
        text.replace(
          /^( *- )(?:npm test|node --test)\b.*$/m,
          "$1mkdir -p reports && echo '<testsuites/>' >reports/junit.xml",
        ),
      ),
    mend: async (world) => {
      const builds = await buildsOf(world);
      builds.workFrom(builds.delivered);
      await caughtUp(world);
    },
  },
  {
    name: 'the pattern of tags lets another branch in',
    notices: otherBranchIsNeverDeployed,
    says: /the tag that Flux follows/,
    sabotage: (world) =>
      inPolicies(world, (text) => text.replace('pattern: ^main-', 'pattern: ^main(_next)?-')),
    mend: caughtUp,
  },
];

function inPolicies(world: World, edit: (text: string) => string): Promise<void> {
  return inFluxRepository(world, ofEnvironment(world, 'image-policies.yaml'), edit, 'apps');
}

/** Waits until Flux has chosen among all images that were pushed, and runs what it has chosen. */
async function caughtUp(world: World): Promise<void> {
  const { site, stage } = world;
  await chosenAmongAll(world, (await site.tags(stage.images)).length);
  const tag = await chosenTag(world);
  await committed(world, tag);
  await rolledOut(world, tag);
  await world.settled();
}

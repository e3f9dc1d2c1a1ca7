import { assertEqual } from './assertions.ts';
import { committed, robot, rolledOut } from './image-loop.ts';
import type { Scenario } from './scenario.ts';

/** D9 and D12: what the robot writes, and that it reaches the pods. */
export const robotChangesOneLine: Scenario = {
  name: 'robot-changes-one-line',
  promise: "The robot's commit changes one line of one file, and new pods run what it says",
  ids: ['D9', 'D12'],
  async run(world, evidence) {
    const { site, stage, tenantRepository } = world;
    const tag = await site.build(stage.images);
    const commit = await evidence.time('from the push to the commit', () => committed(world, tag));
    const [entry] = await tenantRepository.log(commit, 1);
    assertEqual(entry?.author, robot.author, 'author');
    assertEqual(entry?.email, robot.email, 'address of the author');
    assertEqual(
      await tenantRepository.numstat(commit),
      [{ path: `${stage.overlay}/kustomization.yaml`, added: 1, removed: 1 }],
      'what the commit changes',
    );
    await evidence.time('from the commit to the pods', () => rolledOut(world, tag));
    evidence.note('commit', `${commit.slice(0, 10)} ${entry?.subject} (${entry?.author})`);
    evidence.note('diff', await tenantRepository.git('diff', '--unified=0', `${commit}^1`, commit));
  },
};

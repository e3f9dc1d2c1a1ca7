import { condition } from '../kubernetes/live-object.ts';
import { assert, assertEqual } from './assertions.ts';
import { deploymentOf } from './image-loop.ts';
import type { Scenario } from './scenario.ts';

/** Our own promise: what does not render is not delivered, and if it gets there by hand, the last good state runs on. */
export const brokenCommitChangesNothing: Scenario = {
  name: 'broken-commit-changes-nothing',
  promise: 'What does not render is refused before it is pushed; by hand, the last good state keeps running',
  ids: [],
  async run(world, evidence) {
    const { api, site, stage, tenantRepository } = world;
    const { repository } = stage.tenant;
    const head = await tenantRepository.head();
    const said = await site.deliverBroken(repository).then(
      (delivery) => (delivery.pushed ? undefined : (delivery.held[0]?.detail ?? 'held')),
      (error: Error) => error.message,
    );
    assert(said !== undefined, 'a tree that does not render was delivered');
    assertEqual(await tenantRepository.head(), head, 'head after the refused delivery');
    evidence.note('answer', said.slice(0, 300));
    const before = await api.get(deploymentOf(world));
    const commit = await world.change(
      repository,
      {
        [`${stage.overlay}/kustomization.yaml`]: (text) =>
          text.replace(/^resources:\n/m, '$&- not-there.yaml\n'),
      },
      'Break the overlay',
    );
    const failed = await api.waitFor(stage.sync, 'says that it does not render', (object) => {
      const attempted = String(object.status?.['lastAttemptedRevision']);
      return attempted.endsWith(commit) && condition(object, 'Ready')?.status === 'False';
    });
    const { reason, message = '' } = condition(failed, 'Ready') ?? {};
    assertEqual(reason, 'BuildFailed', 'reason');
    const after = await api.get(deploymentOf(world));
    assertEqual(after.metadata.uid, before.metadata.uid, 'the Deployment');
    assertEqual(after.metadata.generation, before.metadata.generation, 'its generation');
    evidence.note('event', message.slice(0, 300));
  },
};

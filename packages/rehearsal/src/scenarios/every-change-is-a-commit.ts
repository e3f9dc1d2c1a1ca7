import type { LiveObject } from '../kubernetes/live-object.ts';
import { assert, assertEqual } from './assertions.ts';
import { robot } from './image-loop.ts';
import type { Scenario } from './scenario.ts';

interface FluxEvent extends LiveObject {
  readonly involvedObject: { readonly kind: string; readonly name: string };
  readonly message: string;
}

/** G7: who changed what is in the history of the repositories. */
export const everyChangeIsACommit: Scenario = {
  name: 'every-change-is-a-commit',
  promise: 'Whatever Flux has applied is a commit with an author: Tideway, the robot, or a person',
  ids: ['G7'],
  async run({ api, stage, tenantRepository, fluxRepository }, evidence) {
    const known = ['Tideway', robot.author, 'Robin Reader'];
    for (const repository of [tenantRepository, fluxRepository]) {
      const log = await repository.log();
      const strangers = log.filter(({ author }) => !known.includes(author));
      assertEqual(strangers, [], `commits of nobody in ${repository.name}`);
      const authors = [...new Set(log.map(({ author }) => author))];
      evidence.note('commit', `${repository.name}: ${log.length} commits by ${authors.join(', ')}`);
    }
    const events = await api.list<FluxEvent>('v1', 'Event', stage.tenant.namespace);
    const revisions = new Set(
      events
        .filter(({ involvedObject }) => involvedObject.kind === 'Kustomization')
        .flatMap(({ metadata }) => {
          const revision = metadata.annotations?.['kustomize.toolkit.fluxcd.io/revision'] ?? '';
          return /sha1:([0-9a-f]{40})$/.exec(revision)?.slice(1) ?? [];
        }),
    );
    assert(revisions.size > 0, 'Flux has told of no applied revision');
    const commits = new Set((await tenantRepository.git('rev-list', 'main')).split('\n'));
    const unknown = [...revisions].filter((revision) => !commits.has(revision));
    assertEqual(unknown, [], 'applied revisions that are no commits of the branch');
    evidence.note(
      'event',
      `${revisions.size} applied revisions in Flux's events, all of them commits of main`,
    );
  },
};

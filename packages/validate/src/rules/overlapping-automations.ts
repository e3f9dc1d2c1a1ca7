import { automationsOf, type Automation } from '../landscape/automations.ts';
import { overlap } from '../landscape/tree-folders.ts';
import { example, type Rule } from '../rule.ts';
import { automatedTenant } from './image-automation.example.ts';

/** A marker is written by one automation. */
export const overlappingAutomations: Rule = {
  id: 'overlapping-automations',
  title: 'A marker is written by one automation',
  severity: 'error',
  why: 'Two automations that write the same files, on one cluster or on two, race for the branch, and where their clusters see different images they undo each other’s commits, even back to older images.',
  fix: 'Give each ImageUpdateAutomation a `spec.update.path` of its own, and let only one cluster of an environment write.',
  example: {
    breaks: {
      ...automatedTenant,
      'flux-repo/clusters/dev/second.yaml': example`
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImageUpdateAutomation
        metadata:
          name: everything
          namespace: sock-shop
        spec:
          sourceRef:
            kind: GitRepository
            name: sock-shop
          update:
            path: ./deploy
      `,
    },
    keeps: automatedTenant,
  },
  *check(landscape) {
    const automations = automationsOf(landscape).filter(({ suspended }) => !suspended);
    for (const [index, second] of automations.entries()) {
      const first = automations.slice(0, index).find((each) => sameFiles(each, second));
      if (first === undefined) continue;
      const place = first.cluster === second.cluster ? '' : ` on ${first.cluster}`;
      yield {
        at: { object: second.object, field: ['spec', 'update', 'path'] },
        message: `writes ${second.folder} on ${second.cluster}, as ${first.name} writes ${first.folder}${place}`,
      };
    }
  },
};

/** An automation writes only markers of its own namespace's policies. */
function sameFiles(first: Automation, second: Automation): boolean {
  return (
    first.repository !== undefined &&
    first.repository === second.repository &&
    first.branch === second.branch &&
    first.namespace === second.namespace &&
    overlap(first.folder, second.folder)
  );
}

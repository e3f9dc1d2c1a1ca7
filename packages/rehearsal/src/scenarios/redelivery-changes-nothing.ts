import { assertEqual } from './assertions.ts';
import type { Scenario } from './scenario.ts';

/** B4: delivering again makes no commit, although the robot has committed meanwhile. */
export const redeliveryChangesNothing: Scenario = {
  name: 'redelivery-changes-nothing',
  promise: 'Delivering once more makes no commit, also after the robot has committed',
  ids: ['B4'],
  async run({ site, tenantRepository, fluxRepository }, evidence) {
    const heads = () => Promise.all([tenantRepository.head(), fluxRepository.head()]);
    const before = await heads();
    const deliveries = await evidence.time('to find that there is nothing to do', () => site.deliver());
    assertEqual(
      deliveries.map(({ outcome }) => outcome),
      deliveries.map(() => 'unchanged' as const),
      'outcomes',
    );
    assertEqual(await heads(), before, 'heads of the repositories');
  },
};

import { connectEvents } from '../cluster/connect-events.ts';
import { byPolling } from './by-polling.ts';
import { committed, rolledOut } from './image-loop.ts';
import type { Scenario } from './scenario.ts';

/** D5 and D10 by polling: a pushed image that Flux hears nothing of. */
export const imagesAreFoundByLooking: Scenario = {
  name: 'images-are-found-by-looking',
  promise: 'An image whose push nobody tells Flux of is found at the next scan, and deployed',
  ids: ['D5', 'D10'],
  async run(world, evidence) {
    const { cluster, site, stage } = world;
    await connectEvents(cluster, site.aws, 'aws.codecommit');
    try {
      const tag = await site.build(stage.images);
      await evidence.time(byPolling.image, () => committed(world, tag, 2 * 60_000));
      await rolledOut(world, tag);
      evidence.note('answer', `${tag} was found without an event`);
    } finally {
      await connectEvents(cluster, site.aws);
    }
  },
};

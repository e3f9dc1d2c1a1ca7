import { connectEvents } from '../cluster/connect-events.ts';
import { imageToPodsInSeconds } from '../scenarios/image-to-pods-in-seconds.ts';
import { newestBuildByNumber } from '../scenarios/newest-build-by-number.ts';
import { robotChangesOneLine } from '../scenarios/robot-changes-one-line.ts';
import { committed } from '../scenarios/image-loop.ts';
import type { Control } from './control.ts';
import { inFluxRepository, inTenantRepository } from './edits.ts';
import { ofEnvironment } from './places.ts';

/** What is broken on the way of an image. */
export const imageControls: readonly Control[] = [
  {
    name: 'the marker is removed',
    notices: robotChangesOneLine,
    says: /Not within .*the robot has committed/,
    sabotage: (world) =>
      inTenantRepository(world, `${world.stage.overlay}/kustomization.yaml`, (text) =>
        text.replace(/ # \{"\$imagepolicy".*$/m, ''),
      ),
  },
  {
    name: 'the pattern of tags is loose',
    notices: newestBuildByNumber,
    says: /the tag that is chosen among them all/,
    sabotage: (world) =>
      inFluxRepository(
        world,
        ofEnvironment(world, 'image-policies.yaml'),
        (text) => text.replace(/pattern: .*/, 'pattern: -(?P<build>[0-9]+)$'),
        'apps',
      ),
  },
  {
    name: 'builds are ordered as text',
    notices: newestBuildByNumber,
    says: /has chosen main-/,
    sabotage: (world) =>
      inFluxRepository(
        world,
        ofEnvironment(world, 'image-policies.yaml'),
        (text) => text.replace('numerical:', 'alphabetical:'),
        'apps',
      ),
  },
  {
    name: 'nobody tells Flux of pushes',
    notices: imageToPodsInSeconds,
    says: /Not within/,
    sabotage: ({ site }) => site.aws.tell([]),
    mend: async (world) => {
      const { api, cluster, site, stage } = world;
      await connectEvents(cluster, site.aws);
      await api.reconcile(stage.imageRepository);
      await committed(world, site.lastBuild);
      await world.settled();
    },
  },
];

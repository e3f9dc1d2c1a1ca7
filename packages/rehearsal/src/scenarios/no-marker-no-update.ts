import { assertEqual } from './assertions.ts';
import { chosen, committed } from './image-loop.ts';
import { hasLooked } from './has-looked.ts';
import type { Scenario } from './scenario.ts';

const marker = / # \{"\$imagepolicy": "[^"]+"\}/;

/** D8: the robot writes only where a marker asks for it. */
export const noMarkerNoUpdate: Scenario = {
  name: 'no-marker-no-update',
  promise: 'Where the marker is removed, the robot writes nothing any more',
  ids: ['D8'],
  async run(world, evidence) {
    const { api, site, stage, tenantRepository } = world;
    const file = `${stage.overlay}/kustomization.yaml`;
    const withMarker = await tenantRepository.file(file);
    const commit = await world.change(
      stage.tenant.repository,
      { [file]: (text) => text.replace(marker, '') },
      'Pin the tag',
    );
    await world.applied(stage.sync, tenantRepository);
    const tag = await site.build(stage.images);
    await chosen(world, tag);
    await api.reconcile(stage.automation);
    await api.waitFor(stage.automation, 'has run', hasLooked);
    assertEqual(await tenantRepository.head(), commit, 'head after the robot has run');
    evidence.note('commit', `${commit.slice(0, 10)} stayed the head; ${tag} was not written`);
    const clone = await world.clone(stage.tenant.repository);
    await clone.revert([commit]);
    world.forget(commit);
    await api.reconcile(stage.automation);
    await committed(world, tag);
    const now = await tenantRepository.file(file);
    assertEqual(marker.exec(now)?.[0], marker.exec(withMarker)?.[0], 'the marker after the update');
  },
};

import type { Control } from './control.ts';
import { clusterControls } from './cluster-controls.ts';
import { imageControls } from './image-controls.ts';
import { storyControls } from './story-controls.ts';
import { tenantControls } from './tenant-controls.ts';

/** Everything that is broken on purpose, one after the other. Images of real builds come last: they have the greatest numbers. */
export const controls: readonly Control[] = [
  ...imageControls,
  ...tenantControls,
  ...clusterControls,
  ...storyControls,
];

import { posix } from 'node:path';
import type { LandscapeObject } from './landscape.ts';

/** Whether `flux bootstrap` wrote the object's file: its next run would undo what is changed there. */
export function isWrittenByFlux(object: LandscapeObject): boolean {
  return /^gotk-(components|sync)\.yaml$/.test(posix.basename(object.path));
}

import type { Edit } from './edit.ts';
import {
  addFile,
  addResource,
  changeLineEnds,
  changeMode,
  changeOwnFile,
  deleteFile,
  moveFile,
  moveMarkerFile,
  putInTheWay,
  removeMarker,
  takeName,
} from './file-edits.ts';
import {
  addComment,
  addField,
  addLatin1,
  addObject,
  changeField,
  changeLine,
  removeField,
} from './line-edits.ts';
import { bumpTag, promoteTag } from './robot.ts';

/** Everything that people and robots do to a repository, by name, and how often against each other. */
export const edits = {
  'bump-tag': { weight: 6, edit: bumpTag },
  'promote-tag': { weight: 2, edit: promoteTag },
  'change-field': { weight: 6, edit: changeField },
  'add-field': { weight: 3, edit: addField },
  'remove-field': { weight: 2, edit: removeField },
  'change-line': { weight: 2, edit: changeLine },
  'add-comment': { weight: 3, edit: addComment },
  'add-object': { weight: 2, edit: addObject },
  'add-resource': { weight: 2, edit: addResource },
  'add-file': { weight: 2, edit: addFile },
  'change-own-file': { weight: 1, edit: changeOwnFile },
  'delete-file': { weight: 2, edit: deleteFile },
  'move-file': { weight: 1, edit: moveFile },
  'move-marker-file': { weight: 1, edit: moveMarkerFile },
  'remove-marker': { weight: 1, edit: removeMarker },
  'change-line-ends': { weight: 2, edit: changeLineEnds },
  'change-mode': { weight: 1, edit: changeMode },
  'latin-1': { weight: 1, edit: addLatin1 },
  'put-in-the-way': { weight: 1, edit: putInTheWay },
  'take-name': { weight: 1, edit: takeName },
} as const satisfies Readonly<Record<string, { readonly weight: number; readonly edit: Edit }>>;

/** Name of one of {@link edits}. */
export type EditName = keyof typeof edits;

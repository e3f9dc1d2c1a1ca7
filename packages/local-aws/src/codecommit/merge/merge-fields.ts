import { z } from 'zod';
import { throws } from '../../json-api/validation.ts';

const DETAIL = { invalid: 'InvalidConflictDetailLevelException', expected: 'FILE_LEVEL or LINE_LEVEL' };
const STRATEGY = {
  invalid: 'InvalidConflictResolutionStrategyException',
  expected: 'NONE, ACCEPT_SOURCE, ACCEPT_DESTINATION or AUTOMERGE',
};
const OPTION = {
  required: 'MergeOptionRequiredException',
  invalid: 'InvalidMergeOptionException',
  expected: 'FAST_FORWARD_MERGE, SQUASH_MERGE or THREE_WAY_MERGE',
};

/** Fields of the operations that merge or say what a merge would do. */
export const mergeField = {
  conflictDetailLevel: z.enum(['FILE_LEVEL', 'LINE_LEVEL'], { error: throws(DETAIL) }).default('FILE_LEVEL'),
  conflictResolutionStrategy: z
    .enum(['NONE', 'ACCEPT_SOURCE', 'ACCEPT_DESTINATION', 'AUTOMERGE'], { error: throws(STRATEGY) })
    .default('NONE'),
  mergeOption: z.enum(['FAST_FORWARD_MERGE', 'SQUASH_MERGE', 'THREE_WAY_MERGE'], { error: throws(OPTION) }),
};

/** How a pull request is merged. */
export type MergeOption = z.infer<typeof mergeField.mergeOption>;

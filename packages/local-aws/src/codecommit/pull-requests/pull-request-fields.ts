import { z } from 'zod';
import { throws } from '../../json-api/validation.ts';

const TITLE = {
  required: 'TitleRequiredException',
  invalid: 'InvalidTitleException',
  expected: 'a title of 1 to 150 characters',
};
const DESCRIPTION = { invalid: 'InvalidDescriptionException', expected: 'at most 10,240 characters' };
const TOKEN = {
  invalid: 'InvalidClientRequestTokenException',
  expected: 'at most 64 letters, digits, "_" and "-"',
};
const REVISION = {
  required: 'RevisionIdRequiredException',
  invalid: 'InvalidRevisionIdException',
  expected: 'the revision id of the pull request',
};
const STATUS = {
  required: 'PullRequestStatusRequiredException',
  invalid: 'InvalidPullRequestStatusException',
  expected: 'OPEN or CLOSED',
};

/** Fields of the operations on pull requests, named as the API names them. */
export const pullRequestField = {
  title: z
    .string({ error: throws(TITLE) })
    .min(1, { error: throws(TITLE) })
    .max(150, { error: throws(TITLE) }),
  description: z
    .string({ error: throws(DESCRIPTION) })
    .max(10_240, { error: throws(DESCRIPTION) })
    .optional(),
  clientRequestToken: z
    .string({ error: throws(TOKEN) })
    .regex(/^[\w-]{0,64}$/, { error: throws(TOKEN) })
    .optional(),
  revisionId: z.string({ error: throws(REVISION) }).min(1, { error: throws(REVISION) }),
  pullRequestStatus: z.enum(['OPEN', 'CLOSED'], { error: throws(STATUS) }),
};

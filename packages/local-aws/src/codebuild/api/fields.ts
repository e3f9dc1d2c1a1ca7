import { z } from 'zod';
import { throws } from '../../json-api/validation.ts';

const rule = (expected: string) => ({ error: throws({ invalid: 'InvalidInputException', expected }) });

const text = (expected: string) => z.string(rule(expected)).min(1, rule(expected));

/** Fields that more than one operation has, named as the API names them. */
export const field = {
  projectName: text('the name of a project'),
  buildId: text('the id of a build: <project>:<uuid>'),
  names: (what: string) =>
    z
      .array(text(what), rule(`a list of 1 to 100, each ${what}`))
      .min(1, rule(`at least one: ${what}`))
      .max(100),
  nextToken: z.string(rule('a token from the answer before')).optional(),
  sortOrder: z.enum(['ASCENDING', 'DESCENDING'], rule('ASCENDING or DESCENDING')).default('DESCENDING'),
};

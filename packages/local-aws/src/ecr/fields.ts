import { z } from 'zod';
import { throws } from '../json-api/validation.ts';
import { isImageRepositoryName } from './image-repository.ts';

const rule = (expected: string) => ({ error: throws({ invalid: 'InvalidParameterException', expected }) });

const NAME = rule('the name of a repository: 2 to 256 lower-case letters, digits, ".", "-", "_" and "/"');
const ACCOUNT = rule('an account of twelve digits');
const COUNT = rule('a whole number of 1 to 1000');
const TOKEN = rule('a token from the answer before');

/** Fields that more than one operation has, named as the API names them. */
export const field = {
  repositoryName: z.string(NAME).refine(isImageRepositoryName, NAME),
  registryId: z
    .string(ACCOUNT)
    .regex(/^\d{12}$/, ACCOUNT)
    .optional(),
  maxResults: z.int(COUNT).min(1, COUNT).max(1000, COUNT).optional(),
  nextToken: z.string(TOKEN).optional(),
};

/** Which images are asked for. */
export const imageIds = z
  .array(z.object({ imageTag: z.string().optional(), imageDigest: z.string().optional() }))
  .optional();

/** Only images with a tag, or without. */
export const filter = z
  .object({ tagStatus: z.enum(['TAGGED', 'UNTAGGED', 'ANY'], rule('TAGGED, UNTAGGED or ANY')).optional() })
  .optional();

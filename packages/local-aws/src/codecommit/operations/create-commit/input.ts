import { z } from 'zod';
import { throws } from '../../../json-api/validation.ts';
import { field } from '../../fields.ts';

const MODE = {
  required: 'FileModeRequiredException',
  invalid: 'InvalidFileModeException',
  expected: 'NORMAL, EXECUTABLE or SYMLINK',
};
const fileMode = z.enum(['NORMAL', 'EXECUTABLE', 'SYMLINK'], { error: throws(MODE) });

const CONTENT = { invalid: 'SerializationException', expected: 'the content in Base64' };
// Simple on purpose: a pattern with groups overflows the stack on megabytes.
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
const fileContent = z
  .string({ error: throws(CONTENT) })
  .refine((text) => text.length % 4 === 0 && BASE64.test(text), { error: throws(CONTENT) })
  .transform((text) => Buffer.from(text, 'base64'));

const PARENT = { invalid: 'InvalidParentCommitIdException', expected: 'a full commit id of 40 hex digits' };
const parentCommitId = z.string({ error: throws(PARENT) }).regex(/^[0-9a-f]{40}$/, { error: throws(PARENT) });

/** Input of CreateCommit. */
export const createCommitInput = z.object({
  repositoryName: field.repositoryName,
  branchName: field.branchName,
  parentCommitId: parentCommitId.optional(),
  authorName: field.authorName,
  email: field.email,
  commitMessage: field.commitMessage,
  keepEmptyFolders: z.boolean().optional(),
  putFiles: z
    .array(
      z.object({
        filePath: field.filePath,
        fileMode: fileMode.optional(),
        fileContent: fileContent.optional(),
        sourceFile: z.object({ filePath: field.filePath, isMove: z.boolean().optional() }).optional(),
      }),
    )
    .default([]),
  deleteFiles: z.array(z.object({ filePath: field.filePath })).default([]),
  setFileModes: z.array(z.object({ filePath: field.filePath, fileMode })).default([]),
});

/** What CreateCommit is asked. */
export type CreateCommitInput = z.infer<typeof createCommitInput>;

/** The files that a commit is to change. */
export type FileEntries = Pick<
  CreateCommitInput,
  'putFiles' | 'deleteFiles' | 'setFileModes' | 'keepEmptyFolders'
>;

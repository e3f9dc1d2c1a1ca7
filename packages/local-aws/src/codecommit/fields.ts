import { z } from 'zod';
import { isRepositoryName } from '../git/repository-store.ts';
import { throws } from '../json-api/validation.ts';

/** A text that must be there, with the exceptions that CodeCommit throws for it. */
function text(subject: string, expected: string, check: (value: string) => boolean): z.ZodType<string> {
  const rule = { required: `${subject}RequiredException`, invalid: `Invalid${subject}Exception`, expected };
  return z
    .string({ error: throws(rule) })
    .refine((value) => value !== '' && check(value), { error: throws(rule) });
}

/** A text that may be left out. */
function optionalText(invalid: string, expected: string, longest: number): z.ZodType<string | undefined> {
  const rule = { invalid, expected };
  return z
    .string({ error: throws(rule) })
    .max(longest, { error: throws(rule) })
    .optional();
}

/** Whether Git allows a text as a branch's name (git-check-ref-format(1)) and CodeCommit does, too. */
export function isBranchName(name: string): boolean {
  const malformed = /(^|\/)\.|\.\.|\/\/|^\/|\/$|\.$|\.lock(\/|$)|@\{|^@$|^-|[\x00-\x20\x7f~^:?*[\\]/; // eslint-disable-line no-control-regex
  return name.length <= 256 && !malformed.test(name) && !isCommitId(name);
}

/** Whether a text is a full commit id. */
export function isCommitId(id: string): boolean {
  return /^[0-9a-f]{40}$/.test(id);
}

const isPath = (path: string): boolean => {
  const parts = path.replace(/^\//, '').split('/');
  const bad = (part: string) => part === '' || part === '.' || part === '..' || part.toLowerCase() === '.git';
  return path.length <= 4096 && !path.includes('\0') && !parts.some(bad);
};

const REFERENCE = 'a branch or its full name, such as main or refs/heads/main';

/** Fields that more than one operation has, named as the API names them. */
export const field = {
  repositoryName: text('RepositoryName', 'the name of a repository', isRepositoryName),
  branchName: text('BranchName', 'the name of a branch', isBranchName),
  commitId: text('CommitId', 'a full commit id of 40 hex digits', isCommitId),
  commitSpecifier: text(
    'Commit',
    'a branch, tag, HEAD or full commit id',
    (value) => isBranchName(value) || isCommitId(value),
  ),
  filePath: text('Path', 'a path without empty, "." or ".." parts', isPath).transform((path) =>
    path.replace(/^\//, ''),
  ),
  reference: text('ReferenceName', REFERENCE, isBranchName),
  pullRequestId: text('PullRequestId', 'the number of a pull request', (value) => /^[1-9]\d*$/.test(value)),
  repositoryDescription: optionalText(
    'InvalidRepositoryDescriptionException',
    'at most 1,000 characters',
    1000,
  ),
  commitMessage: optionalText(
    'CommitMessageLengthExceededException',
    'a message of at most 256 KB',
    256 * 1024,
  ),
  authorName: optionalText('NameLengthExceededException', 'a name of at most 2,000 characters', 2000),
  email: optionalText('InvalidEmailException', 'an address of at most 2,000 characters', 2000),
  nextToken: optionalText('InvalidContinuationTokenException', 'a token from the answer before', 2000),
  maxResults: z
    .int({ error: throws({ invalid: 'InvalidMaxResultsException', expected: 'a whole number above 0' }) })
    .positive({
      error: throws({ invalid: 'InvalidMaxResultsException', expected: 'a whole number above 0' }),
    })
    .optional(),
};

import { z } from 'zod';
import { operation } from '../../json-api/operation.ts';
import { throws } from '../../json-api/validation.ts';
import type { CodeCommitContext } from '../context.ts';
import { field } from '../fields.ts';
import { conflictMetadata } from '../merge/conflict-metadata.ts';
import { mergeField } from '../merge/merge-fields.ts';
import { tryMerge } from '../merge/merge.ts';
import { page } from '../../json-api/page.ts';
import { Repository } from '../repository.ts';

const FILES = { invalid: 'InvalidMaxConflictFilesException', expected: 'a whole number above 0' };

const input = z.object({
  repositoryName: field.repositoryName,
  destinationCommitSpecifier: field.commitSpecifier,
  sourceCommitSpecifier: field.commitSpecifier,
  mergeOption: mergeField.mergeOption,
  conflictDetailLevel: mergeField.conflictDetailLevel,
  conflictResolutionStrategy: mergeField.conflictResolutionStrategy,
  maxConflictFiles: z
    .int({ error: throws(FILES) })
    .positive({ error: throws(FILES) })
    .optional(),
  nextToken: field.nextToken,
});

/** https://docs.aws.amazon.com/codecommit/latest/APIReference/API_GetMergeConflicts.html */
export const getMergeConflicts = operation(input, async (asked, context: CodeCommitContext) => {
  const repository = await Repository.open(context, asked.repositoryName);
  const destination = await repository.specified(asked.destinationCommitSpecifier);
  const source = await repository.specified(asked.sourceCommitSpecifier);
  const { base, tree, conflicts } = await tryMerge(repository, {
    destination,
    source,
    detailLevel: asked.conflictDetailLevel,
    strategy: asked.conflictResolutionStrategy,
  });
  const fastForward = asked.mergeOption === 'FAST_FORWARD_MERGE';
  const { nextToken, maxConflictFiles: maxResults } = asked;
  const listed = page(fastForward ? [] : conflicts, { nextToken, maxResults, limit: 1000 });
  return {
    mergeable: fastForward ? base === destination : tree !== undefined,
    destinationCommitId: destination,
    sourceCommitId: source,
    ...(base && { baseCommitId: base }),
    conflictMetadataList: await conflictMetadata(repository, listed.items),
    ...(listed.nextToken && { nextToken: listed.nextToken }),
  };
});

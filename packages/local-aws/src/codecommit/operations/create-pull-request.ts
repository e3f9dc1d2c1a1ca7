import { z } from 'zod';
import { AwsException } from '../../json-api/aws-exception.ts';
import { operation } from '../../json-api/operation.ts';
import { throws } from '../../json-api/validation.ts';
import type { CodeCommitContext } from '../context.ts';
import { field } from '../fields.ts';
import { OPEN_PULL_REQUESTS_LIMIT } from '../limits.ts';
import { mergeBase } from '../merge/merge-tree.ts';
import type { PullRequest } from '../pull-requests/pull-request.ts';
import { describePullRequest } from '../pull-requests/pull-request.ts';
import { PullRequestStore } from '../pull-requests/pull-request-store.ts';
import { pullRequestField } from '../pull-requests/pull-request-fields.ts';
import { Repository } from '../repository.ts';

const TARGETS = {
  required: 'TargetsRequiredException',
  invalid: 'InvalidTargetsException',
  expected: 'one target: a pull request is about one repository',
};

const target = z.object({
  repositoryName: field.repositoryName,
  sourceReference: field.reference,
  destinationReference: field.reference.optional(),
});

const input = z.object({
  title: pullRequestField.title,
  description: pullRequestField.description,
  targets: z.tuple([target], { error: throws(TARGETS) }),
  clientRequestToken: pullRequestField.clientRequestToken,
});

type CreatePullRequestInput = z.infer<typeof input>;

/** https://docs.aws.amazon.com/codecommit/latest/APIReference/API_CreatePullRequest.html */
export const createPullRequest = operation(input, async (asked, context: CodeCommitContext) => {
  const [{ repositoryName, sourceReference, destinationReference }] = asked.targets;
  const repository = await Repository.open(context, repositoryName);
  const source = branchOf(sourceReference);
  const destination = destinationReference
    ? branchOf(destinationReference)
    : await repository.defaultBranch();
  const sourceCommit = await tip(repository, source);
  const destinationCommit = await tip(repository, destination ?? 'HEAD');
  if (!destination || source === destination) {
    throw new AwsException('SourceAndDestinationAreSameException', `Both branches are ${source}.`);
  }
  const store = new PullRequestStore(context);
  const others = await store.list(repositoryName);
  const same = others.find(({ clientRequestToken: token }) => token && token === asked.clientRequestToken);
  if (same) return { pullRequest: describePullRequest(checkSame(same, asked, { source, destination })) };
  if (others.filter(({ status }) => status === 'OPEN').length >= OPEN_PULL_REQUESTS_LIMIT) {
    const message = `${repositoryName} has ${OPEN_PULL_REQUESTS_LIMIT} open pull requests; there can't be more.`;
    throw new AwsException('MaximumOpenPullRequestsExceededException', message);
  }
  const now = Date.now();
  const request = await store.add({
    title: asked.title,
    description: asked.description,
    created: now,
    lastActivity: now,
    status: 'OPEN',
    authorArn: context.caller.arn,
    clientRequestToken: asked.clientRequestToken,
    repository: repositoryName,
    source,
    destination,
    sourceCommit,
    destinationCommit,
    mergeBase: await mergeBase(repository, destinationCommit, sourceCommit),
  });
  return { pullRequest: describePullRequest(request) };
});

function branchOf(reference: string): string {
  const branch = reference.replace(/^refs\/heads\//, '');
  if (!branch.startsWith('refs/')) return branch;
  throw new AwsException('ReferenceTypeNotSupportedException', `${reference} is not a branch.`);
}

async function tip(repository: Repository, branch: string): Promise<string> {
  const commit = await repository.findBranch(branch);
  if (commit) return commit;
  throw new AwsException(
    'ReferenceDoesNotExistException',
    `${repository.address.name} has no branch ${branch}.`,
  );
}

function checkSame(
  known: PullRequest,
  { title, description, clientRequestToken }: CreatePullRequestInput,
  { source, destination }: Pick<PullRequest, 'source' | 'destination'>,
): PullRequest {
  const same =
    known.title === title &&
    known.description === description &&
    known.source === source &&
    known.destination === destination;
  if (same) return known;
  const message = `Pull request ${known.id} was made with the token ${clientRequestToken ?? ''}, but with other parameters.`;
  throw new AwsException('IdempotencyParameterMismatchException', message);
}

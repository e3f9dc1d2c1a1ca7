import {
  CodeCommitClient,
  CreatePullRequestCommand,
  GetPullRequestCommand,
  ListPullRequestsCommand,
} from '@aws-sdk/client-codecommit';
import { regionOf } from './credentials.ts';
import { DeliveryError } from './error.ts';
import { httpsAgent } from './https-agent.ts';
import type { PullRequest, PullRequestContent, PullRequests } from './pull-requests.ts';
import { branchRef, type Remote } from './remote.ts';

/** Pull requests by CodeCommit's API. */
export class CodeCommitPullRequests implements PullRequests {
  readonly #client: CodeCommitClient;

  constructor(remote: Remote) {
    const { environment, credentials, url } = remote;
    this.#client = new CodeCommitClient({
      region: regionOf(new URL(url).hostname),
      requestHandler: {
        httpsAgent: httpsAgent(environment),
        requestTimeout: 30_000,
        connectionTimeout: 10_000,
      },
      ...(credentials && { credentials }),
    });
  }

  async find({
    repository,
    source,
    target,
  }: Pick<PullRequestContent, 'repository' | 'source' | 'target'>): Promise<PullRequest | undefined> {
    return this.#asked(repository, async () => {
      for (let nextToken: string | undefined; ;) {
        const page = await this.#client.send(
          new ListPullRequestsCommand({
            repositoryName: repository,
            pullRequestStatus: 'OPEN',
            ...(nextToken !== undefined && { nextToken }),
          }),
        );
        for (const pullRequestId of page.pullRequestIds ?? []) {
          const { pullRequest } = await this.#client.send(new GetPullRequestCommand({ pullRequestId }));
          const between = pullRequest?.pullRequestTargets?.some(
            (side) =>
              side.repositoryName === repository &&
              side.sourceReference === branchRef(source) &&
              side.destinationReference === branchRef(target),
          );
          if (between === true) return { id: pullRequestId, title: pullRequest?.title ?? '' };
        }
        nextToken = page.nextToken;
        if (nextToken === undefined) return undefined;
      }
    });
  }

  async open({ repository, source, target, title, description }: PullRequestContent): Promise<PullRequest> {
    return this.#asked(repository, async () => {
      const { pullRequest } = await this.#client.send(
        new CreatePullRequestCommand({
          title,
          description,
          targets: [{ repositoryName: repository, sourceReference: source, destinationReference: target }],
        }),
      );
      return { id: pullRequest?.pullRequestId ?? '', title };
    });
  }

  async #asked<T>(repository: string, ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      const { name, message } = error as Error;
      throw new DeliveryError({
        code: 'pull-request-refused',
        message: `The delivery to ${repository} is pushed to its branch, but CodeCommit took no pull request: ${name}: ${message}`,
        next: 'Allow codecommit:ListPullRequests, GetPullRequest and CreatePullRequest to these credentials and run again, or open the pull request by hand.',
        cause: error,
      });
    }
  }
}

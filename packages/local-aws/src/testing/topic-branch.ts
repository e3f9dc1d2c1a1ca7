import type { CodeCommitClient, CreatePullRequestCommandInput } from '@aws-sdk/client-codecommit';
import {
  CreateBranchCommand,
  CreateCommitCommand,
  CreatePullRequestCommand,
} from '@aws-sdk/client-codecommit';
import { awsClients } from './aws-clients.ts';
import type { TestedLocalAws } from './start-for-test.ts';

const repositoryName = 'flux-repo';
const LINES = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];

/** A repository with a commit on main, and a branch `topic` that changes a file and adds another. */
export interface TopicBranch {
  readonly codeCommit: CodeCommitClient;
  /** First commit of both branches. */
  readonly base: string;
  /** Tip of `topic` at the start. */
  readonly topic: string;
  /** Commits files to a branch. @returns The commit. */
  readonly commit: (
    branch: string,
    parent: string | undefined,
    files: Readonly<Record<string, string>>,
  ) => Promise<string>;
  /** Opens a pull request from `topic` to main. @returns Its number. */
  readonly open: (input?: Partial<CreatePullRequestCommandInput>) => Promise<string>;
  /** What `git show` says of a commit or file in the repository. */
  readonly show: (...gitArguments: readonly string[]) => Promise<string>;
}

/** Makes the two branches by the API. */
export async function topicBranch({ aws, git }: TestedLocalAws): Promise<TopicBranch> {
  const { codeCommit } = await awsClients(aws);
  const commit: TopicBranch['commit'] = async (branchName, parentCommitId, files) => {
    const putFiles = Object.entries(files).map(([filePath, text]) => ({
      filePath,
      fileContent: Buffer.from(text),
    }));
    const made = await codeCommit.send(
      new CreateCommitCommand({ repositoryName, branchName, parentCommitId, putFiles }),
    );
    return made.commitId ?? '';
  };
  const base = await commit('main', undefined, { file: lines() });
  await codeCommit.send(new CreateBranchCommand({ repositoryName, branchName: 'topic', commitId: base }));
  const topic = await commit('topic', base, { file: lines({ one: 'ONE' }), new: 'new' });
  return {
    codeCommit,
    base,
    topic,
    commit,
    open: async (input = {}) => {
      const targets = [{ repositoryName, sourceReference: 'topic', destinationReference: 'main' }];
      const made = await codeCommit.send(new CreatePullRequestCommand({ title: 'Topic', targets, ...input }));
      return made.pullRequest?.pullRequestId ?? '';
    },
    show: (...gitArguments) =>
      git.ok('--git-dir', aws.repositoryPath(repositoryName), 'show', ...gitArguments),
  };
}

/** Eight lines, some of them changed. */
export function lines(changed: Readonly<Record<string, string>> = {}): string {
  return LINES.map((line) => `${changed[line] ?? line}\n`).join('');
}

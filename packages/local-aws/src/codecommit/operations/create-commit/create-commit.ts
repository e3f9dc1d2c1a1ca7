import { AwsException } from '../../../json-api/aws-exception.ts';
import { operation } from '../../../json-api/operation.ts';
import type { CodeCommitContext } from '../../context.ts';
import { Repository } from '../../repository.ts';
import type { TreeEntry } from '../../tree.ts';
import { fileMode, listTree } from '../../tree.ts';
import { writeCommit } from '../../write-commit.ts';
import { checkEntries } from './check-entries.ts';
import type { CreateCommitInput } from './input.ts';
import { createCommitInput } from './input.ts';
import type { FileChange } from './plan-commit.ts';
import { planCommit } from './plan-commit.ts';

/** https://docs.aws.amazon.com/codecommit/latest/APIReference/API_CreateCommit.html */
export const createCommit = operation(createCommitInput, async (asked, context: CodeCommitContext) => {
  const repository = await Repository.open(context, asked.repositoryName);
  checkEntries(asked);
  const parent = await checkParent(repository, asked);
  const tree = parent ? await listTree(repository, parent) : new Map<string, TreeEntry>();
  const changes = planCommit(tree, asked);
  const { commitId, treeId, keptBy } = await writeCommit(repository, {
    parent,
    message: asked.commitMessage ?? '',
    author: { name: asked.authorName ?? context.caller.name, email: asked.email ?? '' },
    files: changes.map(({ path, kind, mode, id, content }) =>
      kind === 'deleted' ? { path } : { path, mode, id, content },
    ),
  });
  if (!(await repository.moveBranch(asked.branchName, { from: parent, to: commitId, drop: keptBy }))) {
    await repository.git(['update-ref', '-d', keptBy]);
    throw outdated(asked);
  }
  if (!parent) await repository.git(['symbolic-ref', 'HEAD', `refs/heads/${asked.branchName}`]);
  return {
    commitId,
    treeId,
    filesAdded: describe(changes, 'added'),
    filesUpdated: describe(changes, 'updated'),
    filesDeleted: describe(changes, 'deleted'),
  };
});

/** The branch's tip, which the client must know; undefined for the first commit of a repository. */
async function checkParent(repository: Repository, asked: CreateCommitInput): Promise<string | undefined> {
  const { branchName, parentCommitId } = asked;
  const tip = await repository.findBranch(branchName);
  if (!tip) {
    const { text } = await repository.git(['for-each-ref', '--count=1', 'refs/heads']);
    if (text === '' && !parentCommitId) return undefined;
    throw new AwsException(
      'BranchDoesNotExistException',
      `${asked.repositoryName} has no branch ${branchName}.`,
    );
  }
  if (!parentCommitId) {
    throw new AwsException(
      'ParentCommitIdRequiredException',
      `The tip of ${branchName} must be given as the parent commit.`,
    );
  }
  if (tip === parentCommitId) return tip;
  const { code } = await repository.git(['cat-file', '-e', parentCommitId], { expected: [0, 1, 128] });
  if (code === 0) throw outdated(asked);
  throw new AwsException(
    'ParentCommitDoesNotExistException',
    `${asked.repositoryName} has no commit ${parentCommitId}.`,
  );
}

function outdated({ branchName, parentCommitId }: CreateCommitInput): AwsException {
  const sentence = parentCommitId ? `${parentCommitId} is not its tip any more` : 'it was made meanwhile';
  return new AwsException(
    'ParentCommitIdOutdatedException',
    `${branchName} has moved on: ${sentence}. Read the branch and try again.`,
  );
}

function describe(changes: readonly FileChange[], wanted: FileChange['kind']): object[] {
  return changes
    .filter(({ kind }) => kind === wanted)
    .map(({ path, id, mode }) => ({ absolutePath: path, blobId: id, fileMode: fileMode(mode) }));
}

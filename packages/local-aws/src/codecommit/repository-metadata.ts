import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryArn } from '../aws/arn.ts';
import { dnsSuffix, gitHost } from '../aws/target.ts';
import { readRecord } from '../git/repository-store.ts';
import type { CodeCommitContext } from './context.ts';
import type { Repository } from './repository.ts';

/** A repository as the API describes it. */
export async function repositoryMetadata(
  context: CodeCommitContext,
  repository: Repository,
): Promise<object> {
  const { account, region, name } = repository.address;
  const [record, defaultBranch, modified] = await Promise.all([
    readRecord(context.state, repository.address),
    repository.defaultBranch(),
    lastModified(repository),
  ]);
  return {
    accountId: account,
    repositoryId: record.repositoryId,
    repositoryName: name,
    ...(record.description !== undefined && { repositoryDescription: record.description }),
    ...(defaultBranch && { defaultBranch }),
    creationDate: record.created / 1000,
    lastModifiedDate: Math.max(record.created, modified) / 1000,
    cloneUrlHttp: `https://${gitHost(region)}/v1/repos/${name}`,
    cloneUrlSsh: `ssh://git-codecommit.${region}.${dnsSuffix(region)}/v1/repos/${name}`,
    Arn: repositoryArn(repository.address),
  };
}

/** When a branch was last made, moved or removed, in milliseconds since 1970: each replaces a file in its folder. */
export async function lastModified({ directory }: Pick<Repository, 'directory'>): Promise<number> {
  const { mtimeMs } = await stat(join(directory, 'refs', 'heads'));
  return Math.floor(mtimeMs);
}

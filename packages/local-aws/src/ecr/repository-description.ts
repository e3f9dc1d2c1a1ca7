import type { NamedResource } from '../aws/arn.ts';
import { imageRepositoryArn } from '../aws/arn.ts';
import { registryHost } from '../aws/target.ts';
import type { ImageRepositoryRecord } from './image-repository.ts';

/** A repository as the API describes it. */
export function describeRepository(repository: NamedResource, record: ImageRepositoryRecord): object {
  return {
    repositoryArn: imageRepositoryArn(repository),
    registryId: repository.account,
    repositoryName: repository.name,
    repositoryUri: `${registryHost(repository)}/${repository.name}`,
    createdAt: record.created / 1000,
    imageTagMutability: record.immutableTags ? 'IMMUTABLE' : 'MUTABLE',
    imageScanningConfiguration: { scanOnPush: false },
    encryptionConfiguration: { encryptionType: 'AES256' },
  };
}

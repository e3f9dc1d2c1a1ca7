import { Repository as GitRepository } from 'aws-cdk-lib/aws-codecommit';
import {
  Repository as ImageRepository,
  RepositoryEncryption,
  TagMutability,
  TagStatus,
} from 'aws-cdk-lib/aws-ecr';
import { AccountPrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { PlatformStack, type PlatformStackProps } from '../assembly/platform-stack.ts';
import { builtImages } from '../flux/images.ts';
import { deliveredRepositories, fluxRepositories } from '../flux/repositories.ts';
import { listActions, pullActions } from '../iam/image-permissions.ts';
import { allow } from '../iam/statement.ts';
import { ApprovalRules } from './approval-rules.ts';

/** What {@link RepositoriesStack} is told. */
export type RepositoriesStackProps = Omit<PlatformStackProps, 'aws'>;

/** The Git repositories and the image repositories of a platform. They outlive the stack: they hold the only copy. */
export class RepositoriesStack extends PlatformStack {
  /** By name. */
  readonly git: ReadonlyMap<string, GitRepository>;
  /** By name. */
  readonly images: ReadonlyMap<string, ImageRepository>;

  constructor(scope: Construct, id: string, props: RepositoriesStackProps) {
    super(scope, id, {
      description: 'Git repositories and image repositories',
      terminationProtection: true,
      ...props,
      aws: props.platform.aws,
    });
    const { platform } = props;
    const { monorepo, branch } = platform.repositories;
    const names = [monorepo, ...deliveredRepositories(platform)];
    this.git = new Map(names.map((name) => [name, this.#gitRepository(name)]));
    this.images = this.#imageRepositories(props);
    const reviewed = Object.values(platform.environments).some(({ approval }) => approval !== 'none');
    const rules = new ApprovalRules(this, 'ApprovalRules', {
      name: `${platform.name}-one-reviewer`,
      branches: [branch, ...Object.values(platform.tenants).map((tenant) => tenant.branch), 'main'],
      repositories: [monorepo, ...(reviewed ? fluxRepositories(platform) : [])],
    });
    for (const repository of this.git.values()) rules.node.addDependency(repository);
  }

  #gitRepository(repositoryName: string): GitRepository {
    const repository = new GitRepository(this, `Git-${repositoryName}`, { repositoryName });
    repository.applyRemovalPolicy(RemovalPolicy.RETAIN);
    return repository;
  }

  #imageRepositories({ platform }: RepositoriesStackProps): ReadonlyMap<string, ImageRepository> {
    const built = builtImages(platform);
    if (built.length === 0) return new Map();
    const encryptionKey = new Key(this, 'ImageKey', {
      description: `Images of ${platform.name}`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const accounts = new Set(Object.values(platform.clusters).map(({ aws }) => aws.account));
    accounts.delete(platform.aws.account);
    return new Map(
      built.map(({ image: { repository: repositoryName } }) => {
        const repository = new ImageRepository(this, `Image-${repositoryName}`, {
          repositoryName,
          imageTagMutability: TagMutability.IMMUTABLE,
          imageScanOnPush: true,
          encryption: RepositoryEncryption.KMS,
          encryptionKey,
          removalPolicy: RemovalPolicy.RETAIN,
        });
        // A tag may run in an environment for years, so a tag never expires; what lost its tag runs nowhere.
        repository.addLifecycleRule({
          description: 'Images without a tag',
          tagStatus: TagStatus.UNTAGGED,
          maxImageAge: Duration.days(7),
        });
        if (accounts.size > 0) {
          const statement = allow('ClustersElsewherePull', [...pullActions, ...listActions], []);
          for (const account of accounts) statement.addPrincipals(new AccountPrincipal(account));
          repository.addToResourcePolicy(statement);
        }
        return [repositoryName, repository];
      }),
    );
  }
}

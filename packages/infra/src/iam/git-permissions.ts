import type { Platform } from '@tideway/model';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { tenantImages } from '../flux/images.ts';
import { deliveredRepositories, fluxRepositories } from '../flux/repositories.ts';
import { codeCommitArn } from './arns.ts';
import { allow, deny } from './statement.ts';

/** What source-controller needs: to pull what Flux follows. */
export function pullSources(platform: Platform): readonly PolicyStatement[] {
  const resources = fluxRepositories(platform).map((name) => codeCommitArn(platform, name));
  return [allow('PullSources', ['codecommit:GitPull'], resources)];
}

/**
 * What image-automation-controller needs: to pull and push the repositories of tenants that build images, and there
 * only the branch that Flux follows. A push is asked for twice, the first time without a reference; so the other
 * branches are denied instead of this one allowed.
 */
export function pushTags(platform: Platform): readonly PolicyStatement[] {
  const tenants = Object.values(platform.tenants).filter((tenant) => tenantImages(tenant).length > 0);
  const resources = tenants.map(({ repository }) => codeCommitArn(platform, repository));
  const branches = new Map<string, string[]>();
  for (const { branch, repository } of tenants) {
    branches.set(branch, [...(branches.get(branch) ?? []), codeCommitArn(platform, repository)]);
  }
  return [
    allow('PullAndPushTags', ['codecommit:GitPull', 'codecommit:GitPush'], resources),
    ...[...branches.values()].map((repositories, index) =>
      deny(`NoOtherBranch${index + 1}`, ['codecommit:GitPush'], repositories, {
        StringNotEquals: { 'codecommit:References': `refs/heads/${[...branches.keys()][index]}` },
        Null: { 'codecommit:References': 'false' },
      }),
    ),
  ];
}

/** What a delivery needs: to pull and push the repositories that it delivers to. */
export function deliver(platform: Platform): readonly PolicyStatement[] {
  const resources = deliveredRepositories(platform).map((name) => codeCommitArn(platform, name));
  return [allow('Deliver', ['codecommit:GitPull', 'codecommit:GitPush'], resources)];
}

import type { Hono } from 'hono';
import { jsonApi } from '../json-api/json-api.ts';
import type { Operation } from '../json-api/operation.ts';
import type { EcrContext } from './context.ts';
import { createRepository } from './operations/create-repository.ts';
import { describeImages } from './operations/describe-images.ts';
import { describeRepositories } from './operations/describe-repositories.ts';
import { getAuthorizationToken } from './operations/get-authorization-token.ts';
import { listImages } from './operations/list-images.ts';

/** What ECR's API needs. */
export interface EcrApiOptions extends Omit<EcrContext, 'caller'> {
  readonly onTrouble: (operation: string, error: unknown) => void;
}

const OPERATIONS: Readonly<Record<string, Operation<EcrContext>>> = {
  CreateRepository: createRepository,
  DescribeImages: describeImages,
  DescribeRepositories: describeRepositories,
  GetAuthorizationToken: getAuthorizationToken,
  ListImages: listImages,
};

/** ECR's JSON API in one region. */
export function ecrApi({ onTrouble, ...context }: EcrApiOptions): Hono {
  return jsonApi({
    ring: context.ring,
    region: context.region,
    service: 'ecr',
    target: 'AmazonEC2ContainerRegistry_V20150921',
    operations: OPERATIONS,
    context: (caller) => ({ ...context, caller }),
    onTrouble,
  });
}

import { callLocalAws } from '@tideway/local-aws';
import type { SiteAws } from './local-aws.ts';

/** Which image is meant. */
export interface PushedImage {
  readonly aws: SiteAws;
  readonly region: string;
  /** ECR repository, such as `weaveworksdemos/front-end`. */
  readonly repository: string;
  readonly tag: string;
}

/**
 * When an image was pushed, by ECR's own record: milliseconds since 1970.
 *
 * @throws LocalAwsError `call-refused` when there is no such image
 */
export async function pushedAt({ aws, region, repository, tag }: PushedImage): Promise<number> {
  const { connection, agent } = aws;
  const { imageDetails } = await callLocalAws<{
    readonly imageDetails: readonly { readonly imagePushedAt?: number }[];
  }>(connection, {
    service: 'ecr',
    region,
    operation: 'DescribeImages',
    input: { repositoryName: repository, imageIds: [{ imageTag: tag }] },
    agent,
  });
  return (imageDetails[0]?.imagePushedAt ?? Number.NaN) * 1_000;
}

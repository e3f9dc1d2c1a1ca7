import { pushArtifact } from '../registry/push-artifact.ts';
import { ecrToken } from './ecr-token.ts';
import type { SiteAws } from './local-aws.ts';

/** An image as a build pushes it. */
export interface ImagePush {
  readonly aws: SiteAws;
  readonly account: string;
  readonly region: string;
  /** ECR repository, such as `weaveworksdemos/front-end`. */
  readonly repository: string;
  readonly tag: string;
}

/** Pushes a small image under its ECR name, with a token of ECR, as a build in CodeBuild does. */
export async function pushImage({ aws, account, region, repository, tag }: ImagePush): Promise<void> {
  const config = {
    architecture: 'amd64',
    os: 'linux',
    config: { Labels: { tag } },
    rootfs: { type: 'layers', diff_ids: [] },
  };
  await pushArtifact(
    {
      url: `https://${account}.dkr.ecr.${region}.amazonaws.com`,
      agent: aws.agent,
      authorization: `Basic ${await ecrToken(aws, region)}`,
    },
    {
      repository,
      tag,
      config: {
        mediaType: 'application/vnd.oci.image.config.v1+json',
        bytes: Buffer.from(JSON.stringify(config)),
      },
      layers: [],
    },
  );
}

import { z } from 'zod';
import { AwsException } from '../../json-api/aws-exception.ts';
import { operation } from '../../json-api/operation.ts';
import { page } from '../../json-api/page.ts';
import type { EcrContext } from '../context.ts';
import { field, filter, imageIds } from '../fields.ts';
import type { Image } from '../images.ts';
import { findImages } from '../images.ts';

const input = z.object({
  registryId: field.registryId,
  repositoryName: field.repositoryName,
  imageIds,
  filter,
  nextToken: field.nextToken,
  maxResults: field.maxResults,
});

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeImages.html */
export const describeImages = operation(input, async (asked, context: EcrContext) => {
  const all = await findImages(context, asked);
  const wanted = asked.imageIds?.map(({ imageTag, imageDigest }) => {
    const image = all.find(
      ({ digest, tags }) =>
        (imageDigest ?? digest) === digest && (imageTag === undefined || tags.includes(imageTag)),
    );
    if (image) return image;
    const id = [imageTag && `imageTag:'${imageTag}'`, imageDigest && `imageDigest:'${imageDigest}'`].filter(
      Boolean,
    );
    const message = `The image with imageId {${id.join(', ')}} does not exist within the repository with name '${asked.repositoryName}'`;
    throw new AwsException('ImageNotFoundException', message);
  });
  const { items, nextToken } = page(wanted ?? all, {
    nextToken: asked.nextToken,
    maxResults: asked.maxResults ?? 100,
    limit: 1000,
    exception: 'InvalidParameterException',
  });
  const owner = {
    registryId: asked.registryId ?? context.caller.account,
    repositoryName: asked.repositoryName,
  };
  return {
    imageDetails: items.map((image) => ({ ...owner, ...describe(image) })),
    ...(nextToken && { nextToken }),
  };
});

function describe({ digest, tags, size, pushed, mediaType, artifactType }: Image): object {
  return {
    imageDigest: digest,
    ...(tags.length > 0 && { imageTags: tags }),
    imageSizeInBytes: size,
    ...(pushed !== undefined && { imagePushedAt: pushed / 1000 }),
    imageManifestMediaType: mediaType,
    ...(artifactType && { artifactMediaType: artifactType }),
  };
}

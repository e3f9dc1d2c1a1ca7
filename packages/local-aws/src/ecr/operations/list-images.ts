import { z } from 'zod';
import { operation } from '../../json-api/operation.ts';
import { page } from '../../json-api/page.ts';
import type { EcrContext } from '../context.ts';
import { field, filter } from '../fields.ts';
import { findImages } from '../images.ts';

const input = z.object({
  registryId: field.registryId,
  repositoryName: field.repositoryName,
  filter,
  nextToken: field.nextToken,
  maxResults: field.maxResults,
});

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ListImages.html */
export const listImages = operation(input, async (asked, context: EcrContext) => {
  const all = (await findImages(context, asked)).flatMap(({ digest: imageDigest, tags }) =>
    tags.length > 0 ? tags.map((imageTag) => ({ imageDigest, imageTag })) : [{ imageDigest }],
  );
  const { items, nextToken } = page(all, {
    nextToken: asked.nextToken,
    maxResults: asked.maxResults ?? 100,
    limit: 1000,
    exception: 'InvalidParameterException',
  });
  return { imageIds: items, ...(nextToken && { nextToken }) };
});

import * as z from 'zod';
import { productSchema } from '../backends/catalogue.ts';
import { Problem } from '../problems/problem.ts';
import type { Shop } from '../shop.ts';
import { keptJson } from './kept-json.ts';
import { operation, type Operation } from './operation.ts';

const digits = (most: number, message: string) =>
  z
    .string()
    .refine((value) => /^\d{1,6}$/u.test(value) && Number(value) >= 1 && Number(value) <= most, message)
    .optional();

const query = z.object({
  tags: z
    .string()
    .max(200)
    .optional()
    .meta({ description: 'Tags, comma-separated: products with any of them' }),
  sort: z.string().max(50).optional().meta({ description: 'What to sort by' }),
  page: digits(100_000, 'expected a number from 1').meta({ description: 'Page, from 1' }),
  size: digits(100, 'expected a number from 1 to 100').meta({ description: 'Products on a page' }),
});

/** The catalogue: products, tags, pictures. */
export function catalogueOperations({ backends: { catalogue } }: Shop): readonly Operation[] {
  const list = operation({
    method: 'get',
    path: '/catalogue',
    summary: 'Products, by tags and page',
    tag: 'catalogue',
    query,
    answers: { 200: { description: 'Products', schema: z.array(productSchema) } },
    handle: async ({ c, query: wanted }) => keptJson(c, await catalogue.list(wanted)),
  });
  return [
    list,
    operation({
      method: 'get',
      path: '/catalogue/size',
      summary: 'How many products there are',
      tag: 'catalogue',
      query: query.pick({ tags: true }),
      answers: {
        200: { description: 'The number', schema: z.object({ size: z.int(), err: z.null() }) },
      },
      handle: async ({ c, query: wanted }) => c.json({ size: await catalogue.size(wanted), err: null }),
    }),
    operation({
      method: 'get',
      path: '/tags',
      summary: 'Every tag',
      tag: 'catalogue',
      answers: {
        200: { description: 'Tags', schema: z.object({ tags: z.array(z.string()), err: z.null() }) },
      },
      handle: async ({ c }) => c.json({ tags: await catalogue.tags(), err: null }),
    }),
    operation({
      method: 'get',
      path: '/catalogue/images/:name{.+}',
      summary: 'A picture of a product',
      tag: 'catalogue',
      params: z.object({ name: z.string().max(200) }),
      answers: {
        200: { description: 'The picture', contentType: 'image/*' },
        404: { description: 'No such picture' },
      },
      handle: async ({ c, params: { name } }) => {
        const image = await catalogue.image(name.split('/'));
        if (image === undefined) {
          throw new Problem(404, 'There is no such picture.');
        }
        return c.body(new Uint8Array(image.body), 200, {
          'content-type': image.contentType,
          'cache-control': 'public, max-age=3600',
        });
      },
    }),
    operation({
      method: 'get',
      path: '/catalogue/:id',
      summary: 'One product',
      tag: 'catalogue',
      params: z.object({ id: z.string().max(200) }),
      answers: {
        200: { description: 'The product', schema: productSchema },
        404: { description: 'No such product' },
      },
      handle: async ({ c, params: { id } }) => {
        const product = await catalogue.product(id);
        if (product === undefined) {
          throw new Problem(404, 'There is no such product.', {
            extra: { error: 'not found', status_code: 404 },
          });
        }
        return keptJson(c, product);
      },
    }),
  ];
}

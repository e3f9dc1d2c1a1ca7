import * as z from 'zod';
import type { BackendClient } from './backend-client.ts';
import { BackendError } from './backend-error.ts';

/** A product of the catalogue, as the catalogue service answers. Prices are in dollars. */
export const productSchema = z.looseObject({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  imageUrl: z.array(z.string()),
  price: z.number(),
  count: z.int(),
  tag: z
    .array(z.string())
    .nullish()
    .transform((tags) => tags ?? [])
    .pipe(z.array(z.string())),
});

/** A product of the catalogue. Prices are in dollars. */
export type Product = z.output<typeof productSchema>;

/** Which products, in which order, and which page of them. */
export interface CatalogueQuery {
  /** Tags, comma-separated: products with any of them. */
  readonly tags?: string | undefined;
  /** What to sort by, such as `price`. The catalogue service may ignore it. */
  readonly sort?: string | undefined;
  /** Page, from 1. */
  readonly page?: string | undefined;
  /** Products on a page. */
  readonly size?: string | undefined;
}

/** The catalogue service. Every function throws BackendError when there is no usable answer. */
export interface Catalogue {
  list(query?: CatalogueQuery): Promise<readonly Product[]>;
  /** How many products there are, with these tags. */
  size(query?: Pick<CatalogueQuery, 'tags'>): Promise<number>;
  /** One product; none when the catalogue doesn't know it. */
  product(id: string): Promise<Product | undefined>;
  tags(): Promise<readonly string[]>;
  /** A picture with its type; none when the catalogue doesn't know it. */
  image(
    path: readonly string[],
  ): Promise<{ readonly contentType: string; readonly body: Buffer } | undefined>;
}

// The service answers some failures with status 200 and this in place of what was asked for.
const failureSchema = z.object({ error: z.string(), status_code: z.number() });
const orNotFound = z.union([productSchema, failureSchema]);
const listSchema = z.array(productSchema);
const sizeSchema = z.object({ size: z.int() });
const tagsSchema = z.object({ tags: z.array(z.string()) });

/** Makes the catalogue on a client. */
export function makeCatalogue(client: BackendClient): Catalogue {
  return {
    list: (query = {}) => client.json({ path: ['catalogue'], query: { ...query } }, listSchema),
    size: async (query = {}) =>
      (await client.json({ path: ['catalogue', 'size'], query: { ...query } }, sizeSchema)).size,
    product: async (id) => {
      const answer = await client.json({ path: ['catalogue', id] }, orNotFound, [200, 404]);
      return 'error' in answer ? undefined : answer;
    },
    tags: async () => (await client.json({ path: ['tags'] }, tagsSchema)).tags,
    image: async (path) => {
      const { status, contentType, body } = await client.send({
        path: ['catalogue', 'images', ...path],
        headers: { accept: 'image/*' },
      });
      if (status === 404) {
        return undefined;
      }
      if (status !== 200) {
        throw new BackendError(client.name, 'status', { status });
      }
      if (contentType?.startsWith('image/') !== true) {
        throw new BackendError(client.name, 'bad-answer', { status });
      }
      return { contentType, body };
    },
  };
}

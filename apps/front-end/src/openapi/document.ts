import * as z from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiResponseObject } from 'zod-openapi';
import type { Operation } from '../api/operation.ts';

/** A problem as RFC 9457 has it, with the members that Sock Shop's clients read. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  message: z.string(),
  // An object as Sock Shop has it; a text where its own clients read one.
  error: z.union([z.object({}), z.string()]),
  status_code: z.int().optional(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
});

/** The OpenAPI 3.1 document of these operations: made from what checks the requests, so it can't say anything else. */
export function openApiDocument(operations: readonly Operation[]): object {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const operation of operations) {
    const path = operation.path.replaceAll(/:(\w+)(?:\{[^}]*\})?/gu, '{$1}');
    (paths[path] ??= {})[operation.method] = describe(operation);
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'WeaveSocks front-end',
      version: '1.0.0',
      description: 'The API of the shop, with the paths, fields and cookies of Sock Shop.',
    },
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'md.sid' } },
    },
  });
}

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problemSchema } },
});

function describe(operation: Operation): ZodOpenApiOperationObject {
  const { method, params, query, body, customer = false } = operation;
  const answers = Object.entries(operation.answers).map(
    ([status, answer]): [string, ZodOpenApiResponseObject] => {
      const { description, schema, contentType } = answer;
      const type = contentType ?? (schema === undefined ? undefined : 'application/json');
      if (Number(status) >= 400) {
        return [status, problem(description)];
      }
      return [
        status,
        type === undefined
          ? { description }
          : { description, content: { [type]: { schema: schema ?? z.string() } } },
      ];
    },
  );
  const checked = params !== undefined || query !== undefined || body !== undefined;
  return {
    summary: operation.summary,
    tags: [operation.tag],
    ...(customer ? { security: [{ session: [] }] } : {}),
    requestParams: {
      ...(params === undefined ? {} : { path: params as z.ZodObject }),
      ...(query === undefined ? {} : { query: query as z.ZodObject }),
    },
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: {
      ...(checked ? { 400: problem('A field is wrong; all of them are listed') } : {}),
      ...(customer ? { 401: problem('Nobody is logged in') } : {}),
      ...(method === 'get' && operation.path !== '/login'
        ? {}
        : { 403: problem('The browser says that the request came from another site') }),
      ...(method === 'get' ? {} : { 413: problem('The request is too large') }),
      ...(body === undefined ? {} : { 415: problem('The body is not JSON') }),
      502: problem('A back end gave no usable answer'),
      503: problem('A back end or the store of sessions is not there, or the shop is very busy'),
      504: problem('A back end took too long'),
      ...Object.fromEntries<ZodOpenApiResponseObject>(answers),
    },
  };
}

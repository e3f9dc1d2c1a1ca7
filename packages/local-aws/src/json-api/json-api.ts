import { randomUUID } from 'node:crypto';
import type { Context as HonoContext } from 'hono';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Caller, KeyRing } from '../credentials/caller.ts';
import type { SignatureProblem } from '../signature/request-signature.ts';
import { checkRequest } from '../signature/request-signature.ts';
import { AwsException } from './aws-exception.ts';
import type { Operation } from './operation.ts';

/** A service that speaks JSON 1.1 (https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html). */
export interface JsonApiOptions<Context> {
  readonly ring: KeyRing;
  /** Name that signatures are for. */
  readonly service: string;
  readonly region: string;
  /** What stands before the operation in `X-Amz-Target`. */
  readonly target: string;
  /** Operations that are offered, by name. */
  readonly operations: Readonly<Record<string, Operation<Context>>>;
  readonly context: (caller: Caller) => Context;
  readonly onTrouble: (operation: string, error: unknown) => void;
}

// CreateCommit takes 7 MB of content, a third more in Base64.
const BODY_LIMIT_BYTES = 16 * 1024 * 1024;
const PROBLEMS: Readonly<Record<SignatureProblem['kind'], string>> = {
  missing: 'MissingAuthenticationTokenException',
  incomplete: 'IncompleteSignatureException',
  'unknown-key': 'UnrecognizedClientException',
  'expired-session': 'ExpiredTokenException',
  mismatch: 'InvalidSignatureException',
};

/** The service as a Hono application: checks the signature, then the input, then runs the operation. */
export function jsonApi<Context>(options: JsonApiOptions<Context>): Hono {
  const app = new Hono();
  const tooLarge = new AwsException(
    'RequestEntityTooLargeException',
    'The request is larger than 16 MB.',
    413,
  );
  app.use(bodyLimit({ maxSize: BODY_LIMIT_BYTES, onError: (c) => failure(c, tooLarge) }));
  app.post('/', async (c) => {
    const name = c.req.header('x-amz-target')?.replace(`${options.target}.`, '') ?? '';
    try {
      const body = new Uint8Array(await c.req.arrayBuffer());
      const caller = checkRequest(options.ring, {
        method: 'POST',
        url: new URL(c.req.url),
        headers: c.req.raw.headers,
        body,
        region: options.region,
        service: options.service,
      });
      if ('kind' in caller) throw new AwsException(PROBLEMS[caller.kind], caller.message);
      const operation = Object.hasOwn(options.operations, name) ? options.operations[name] : undefined;
      if (!operation) throw unknown(options, name);
      return success(c, await operation(parseJson(body), options.context(caller)));
    } catch (error) {
      if (error instanceof AwsException) return failure(c, error);
      options.onTrouble(name, error);
      const message = `Local AWS failed: ${error instanceof Error ? error.message : String(error)}`;
      return failure(c, new AwsException('InternalFailure', message, 500));
    }
  });
  app.notFound((c) => failure(c, unknown(options, `${c.req.method} ${c.req.path}`)));
  return app;
}

function unknown(options: Pick<JsonApiOptions<never>, 'operations' | 'service'>, name: string): AwsException {
  const offered = Object.keys(options.operations).join(', ');
  return new AwsException(
    'UnknownOperationException',
    `Local AWS does not offer "${name}" of ${options.service}. It offers ${offered}.`,
    404,
  );
}

function parseJson(body: Uint8Array): unknown {
  try {
    return body.length === 0 ? {} : (JSON.parse(Buffer.from(body).toString()) as unknown);
  } catch {
    throw new AwsException('SerializationException', 'The body of the request is not JSON.');
  }
}

function success(c: HonoContext, output: object): Response {
  return c.body(JSON.stringify(output), 200, headers());
}

function failure(c: HonoContext, { exception, message, status }: AwsException): Response {
  const body = JSON.stringify({ __type: exception, message });
  return c.body(body, status, { ...headers(), 'x-amzn-errortype': exception });
}

function headers(): Record<string, string> {
  return { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': randomUUID() };
}

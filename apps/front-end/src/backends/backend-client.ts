import { Pool } from 'undici';
import type { z } from 'zod';
import type { BackendName } from '../config/config.ts';
import { BackendError } from './backend-error.ts';

/** Where a back end is and how long it may take. */
export interface BackendClientOptions {
  readonly name: BackendName;
  /** Base URL without a path. */
  readonly url: string;
  /** Milliseconds until an answer must be there in full. */
  readonly timeout: number;
  /** Most bytes of an answer that are read. @default 2 MiB */
  readonly maxBytes?: number;
}

/** One request to a back end. */
export interface BackendRequest {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Path segments, each escaped here: no value of a customer can leave its segment. */
  readonly path: readonly string[];
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
}

/** An answer, read in full within limits. */
export interface BackendAnswer {
  readonly status: number;
  readonly contentType: string | undefined;
  readonly body: Buffer;
}

/** Asks one back end over a pool of kept connections. */
export interface BackendClient {
  readonly name: BackendName;
  readonly url: string;
  /** Any answer, whatever its status. @throws BackendError */
  send(request: BackendRequest): Promise<BackendAnswer>;
  /** An answer of one of these statuses whose JSON matches. @default statuses 200 @throws BackendError */
  json<T>(request: BackendRequest, schema: z.ZodType<T>, statuses?: readonly number[]): Promise<T>;
  /** The JSON of an answer, checked. @throws BackendError */
  parse<T>(answer: BackendAnswer, schema: z.ZodType<T>): T;
  close(): Promise<void>;
}

// `.` and `..` as a whole segment survive encodeURIComponent and would be resolved away by a server.
const segment = (value: string): string =>
  /^\.{1,2}$/u.test(value) ? value.replaceAll('.', '%252E') : encodeURIComponent(value);

/** Makes the client of one back end. */
export function makeBackendClient(options: BackendClientOptions): BackendClient {
  const { name, url, timeout, maxBytes = 2 * 1024 * 1024 } = options;
  const pool = new Pool(url, { connections: 64, pipelining: 1, connectTimeout: timeout });

  const send = async (request: BackendRequest): Promise<BackendAnswer> => {
    const signal = AbortSignal.timeout(timeout);
    const query = new URLSearchParams(
      Object.entries(request.query ?? {}).flatMap(([key, value]) =>
        value === undefined ? [] : [[key, value] as [string, string]],
      ),
    ).toString();
    try {
      const response = await pool.request({
        path: `/${request.path.map(segment).join('/')}${query === '' ? '' : `?${query}`}`,
        method: request.method ?? 'GET',
        headers: {
          accept: 'application/json',
          ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...request.headers,
        },
        body: request.body === undefined ? null : JSON.stringify(request.body),
        signal,
      });
      const chunks: Buffer[] = [];
      let size = 0;
      for await (const chunk of response.body as AsyncIterable<Buffer>) {
        size += chunk.length;
        if (size > maxBytes) {
          throw new BackendError(name, 'too-large');
        }
        chunks.push(chunk);
      }
      const contentType = response.headers['content-type'];
      return {
        status: response.statusCode,
        contentType: typeof contentType === 'string' ? contentType : undefined,
        body: Buffer.concat(chunks),
      };
    } catch (cause) {
      if (cause instanceof BackendError) {
        throw cause;
      }
      throw new BackendError(name, signal.aborted ? 'timeout' : 'unreachable', { cause });
    }
  };

  const parse = <T>({ status, body }: BackendAnswer, schema: z.ZodType<T>): T => {
    let value: unknown;
    try {
      value = JSON.parse(body.toString('utf8'));
    } catch (cause) {
      throw new BackendError(name, 'bad-answer', { status, cause });
    }
    const read = schema.safeParse(value);
    if (!read.success) {
      throw new BackendError(name, 'bad-answer', { status, cause: read.error });
    }
    return read.data;
  };

  return {
    name,
    url,
    send,
    parse,
    json: async (request, schema, statuses = [200]) => {
      const answer = await send(request);
      if (!statuses.includes(answer.status)) {
        throw new BackendError(name, 'status', { status: answer.status });
      }
      return parse(answer, schema);
    },
    close: () => pool.destroy(),
  };
}

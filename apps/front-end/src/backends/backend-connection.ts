import { errors, Pool } from 'undici';
import type { BackendName } from '../config/config.ts';
import { BackendError } from './backend-error.ts';
import type { BackendAnswer, BackendRequest } from './backend-request.ts';
import { exchange, TimeLimitError } from './exchange.ts';
import { targetOf } from './target-of.ts';

/** Where a back end is, and how much of its time and its bytes are taken. */
export interface BackendConnectionOptions {
  readonly name: BackendName;
  /** Base URL without a path. */
  readonly url: string;
  /** Milliseconds until an answer must be there in full. */
  readonly timeout: number;
  /** Most bytes of an answer that are read. @default 2 MiB */
  readonly maxBytes?: number;
}

/** Kept connections to one back end. */
export interface BackendConnection {
  /**
   * Sends a request, with these headers besides, and reads its answer; what only reads is sent again when the
   * connection broke. @throws BackendError
   */
  ask(request: BackendRequest, headers: Readonly<Record<string, string>>): Promise<BackendAnswer>;
  close(): Promise<void>;
}

// A proxy's way to say that nobody is there. Other statuses are the service's own: user answers 500 to a wrong name.
const gateway = new Set([502, 503, 504]);

/** Makes the connections to one back end; the first request opens one. */
export function makeBackendConnection(options: BackendConnectionOptions): BackendConnection {
  const { name, url, timeout, maxBytes = 2 * 1024 * 1024 } = options;
  const pool = new Pool(url, {
    connections: 64,
    connectTimeout: timeout,
    headersTimeout: timeout,
    bodyTimeout: timeout,
    maxResponseSize: maxBytes,
  });

  const once = async (
    request: BackendRequest,
    headers: Readonly<Record<string, string>>,
    limit: number,
  ): Promise<BackendAnswer> => {
    const { method = 'GET', body } = request;
    try {
      const answer = await exchange(
        pool,
        {
          path: targetOf(request.path, request.query),
          method,
          headers: {
            accept: 'application/json',
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            ...headers,
            ...request.headers,
          },
          body: body === undefined ? null : JSON.stringify(body),
        },
        limit,
      );
      if (gateway.has(answer.status)) {
        throw new BackendError(name, 'status', { status: answer.status });
      }
      return answer;
    } catch (cause) {
      throw failureOf(name, cause);
    }
  };

  return {
    ask: async (request, headers) => {
      const end = performance.now() + timeout;
      try {
        return await once(request, headers, timeout);
      } catch (error) {
        // A back end that is replaced closes kept connections: what only reads may ask again.
        const reads = (request.method ?? 'GET') === 'GET';
        if (reads && error instanceof BackendError && error.failure === 'unreachable') {
          return await once(request, headers, Math.max(1, Math.ceil(end - performance.now())));
        }
        throw error;
      }
    },
    close: () => pool.destroy(),
  };
}

function failureOf(name: BackendName, cause: unknown): BackendError {
  if (cause instanceof BackendError) {
    return cause;
  }
  const late =
    cause instanceof TimeLimitError ||
    cause instanceof errors.HeadersTimeoutError ||
    cause instanceof errors.BodyTimeoutError ||
    cause instanceof errors.ConnectTimeoutError;
  const large = cause instanceof errors.ResponseExceededMaxSizeError;
  const garbage = cause instanceof errors.HTTPParserError;
  return new BackendError(
    name,
    late ? 'timeout' : large ? 'too-large' : garbage ? 'bad-answer' : 'unreachable',
    { cause },
  );
}

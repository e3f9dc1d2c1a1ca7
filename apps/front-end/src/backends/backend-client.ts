import { BrokenCircuitError, circuitBreaker, ConsecutiveBreaker, handleWhen } from 'cockatiel';
import { errors, Pool } from 'undici';
import type { z } from 'zod';
import type { BackendName } from '../config/config.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { BackendError } from './backend-error.ts';
import { targetOf } from './target-of.ts';

/** Where a back end is, how long it may take, and who follows what it does. */
export interface BackendClientOptions {
  readonly name: BackendName;
  /** Base URL without a path. */
  readonly url: string;
  /** Milliseconds until an answer must be there in full. */
  readonly timeout: number;
  readonly telemetry: Telemetry;
  readonly metrics: Metrics;
  /** Most bytes of an answer that are read. @default 2 MiB */
  readonly maxBytes?: number;
}

/** One request to a back end. */
export interface BackendRequest {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Path segments, each escaped: no value of a customer can leave its segment. */
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
  /** Any answer that the back end itself gave, whatever its status. @throws BackendError */
  send(request: BackendRequest): Promise<BackendAnswer>;
  /** An answer of one of these statuses whose JSON matches. @default statuses 200 @throws BackendError */
  json<T>(request: BackendRequest, schema: z.ZodType<T>, statuses?: readonly number[]): Promise<T>;
  /** The JSON of an answer, checked. @throws BackendError */
  parse<T>(answer: BackendAnswer, schema: z.ZodType<T>): T;
  close(): Promise<void>;
}

/** Failures in a row after which a back end is left alone. */
const failuresToOpen = 5;
/** Milliseconds after which one request tries whether it is back. */
const pause = 1_000;
// A proxy's way to say that nobody is there. Other statuses are the service's own: user answers 500 to a wrong name.
const gateway = new Set([502, 503, 504]);

/** Makes the client of one back end. */
export function makeBackendClient(options: BackendClientOptions): BackendClient {
  const { name, url, timeout, telemetry, metrics } = options;
  const pool = new Pool(url, {
    connections: 64,
    connectTimeout: timeout,
    headersTimeout: timeout,
    bodyTimeout: timeout,
    maxResponseSize: options.maxBytes ?? 2 * 1024 * 1024,
  });
  const breaker = circuitBreaker(
    handleWhen((error) => error instanceof BackendError),
    { breaker: new ConsecutiveBreaker(failuresToOpen), halfOpenAfter: pause },
  );
  metrics.circuit(name, false);
  breaker.onBreak(() => metrics.circuit(name, true));
  breaker.onReset(() => metrics.circuit(name, false));

  const ask = async (
    request: BackendRequest,
    trace: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ) => {
    const { method = 'GET', body } = request;
    try {
      const response = await pool.request({
        path: targetOf(request.path, request.query),
        method,
        headers: {
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...trace,
          ...request.headers,
        },
        body: body === undefined ? null : JSON.stringify(body),
        signal,
      });
      const bytes = Buffer.from(await response.body.arrayBuffer());
      if (gateway.has(response.statusCode)) {
        throw new BackendError(name, 'status', { status: response.statusCode });
      }
      const contentType = response.headers['content-type'];
      return {
        status: response.statusCode,
        contentType: typeof contentType === 'string' ? contentType : undefined,
        body: bytes,
      };
    } catch (cause) {
      throw failureOf(name, cause, signal);
    }
  };

  const send = async (request: BackendRequest): Promise<BackendAnswer> => {
    const method = request.method ?? 'GET';
    const started = performance.now();
    const observe = (outcome: 'answered' | BackendError['failure']) =>
      metrics.call({ backend: name, method, outcome, seconds: (performance.now() - started) / 1_000 });
    try {
      const answer = await breaker.execute(() =>
        telemetry.call({ backend: name, method }, async (trace) => {
          const signal = AbortSignal.timeout(timeout);
          try {
            return await ask(request, trace, signal);
          } catch (error) {
            // A back end that is replaced closes kept connections: what only reads may ask again.
            if (method === 'GET' && error instanceof BackendError && error.failure === 'unreachable') {
              return await ask(request, trace, signal);
            }
            throw error;
          }
        }),
      );
      observe('answered');
      return answer;
    } catch (cause) {
      const error =
        cause instanceof BrokenCircuitError ? new BackendError(name, 'circuit-open', { cause }) : cause;
      observe(error instanceof BackendError ? error.failure : 'unreachable');
      throw error;
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

function failureOf(name: BackendName, cause: unknown, signal: AbortSignal): BackendError {
  if (cause instanceof BackendError) {
    return cause;
  }
  const late =
    signal.aborted ||
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

import { BrokenCircuitError, circuitBreaker, ConsecutiveBreaker, handleWhen } from 'cockatiel';
import type { z } from 'zod';
import type { BackendName } from '../config/config.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { makeBackendConnection, type BackendConnectionOptions } from './backend-connection.ts';
import { BackendError } from './backend-error.ts';
import type { BackendAnswer, BackendRequest } from './backend-request.ts';

/** Where a back end is, how long it may take, and who follows what it does. */
export interface BackendClientOptions extends BackendConnectionOptions {
  readonly telemetry: Telemetry;
  readonly metrics: Metrics;
}

/** Asks one back end over a pool of kept connections. */
export interface BackendClient {
  readonly name: BackendName;
  readonly url: string;
  /** Any answer that the back end itself gave, whatever its status. @throws BackendError */
  send(request: BackendRequest): Promise<BackendAnswer>;
  /**
   * An answer of one of these statuses whose JSON matches. A schema is made once, not for each request: making one
   * costs more than checking with it. @default statuses 200 @throws BackendError
   */
  json<T>(request: BackendRequest, schema: z.ZodType<T>, statuses?: readonly number[]): Promise<T>;
  /** The JSON of an answer, checked. @throws BackendError */
  parse<T>(answer: BackendAnswer, schema: z.ZodType<T>): T;
  close(): Promise<void>;
}

/** Failures in a row after which a back end is left alone. */
const failuresToOpen = 5;
/** Milliseconds after which one request tries whether it is back. */
const pause = 1_000;

/** Makes the client of one back end. */
export function makeBackendClient(options: BackendClientOptions): BackendClient {
  const { name, url, telemetry, metrics } = options;
  const connection = makeBackendConnection(options);
  const breaker = circuitBreaker(
    handleWhen((error) => error instanceof BackendError),
    { breaker: new ConsecutiveBreaker(failuresToOpen), halfOpenAfter: pause },
  );
  metrics.circuit(name, false);
  breaker.onBreak(() => metrics.circuit(name, true));
  breaker.onReset(() => metrics.circuit(name, false));

  const send = async (request: BackendRequest): Promise<BackendAnswer> => {
    const method = request.method ?? 'GET';
    const started = performance.now();
    const observe = (outcome: 'answered' | BackendError['failure']) =>
      metrics.call({ backend: name, method, outcome, seconds: (performance.now() - started) / 1_000 });
    try {
      const answer = await breaker.execute(() =>
        telemetry.call({ backend: name, method }, (trace) => connection.ask(request, trace)),
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
    close: () => connection.close(),
  };
}

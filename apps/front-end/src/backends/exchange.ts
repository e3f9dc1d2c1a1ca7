import type { Dispatcher } from 'undici';

/** An answer as it came. */
export interface RawAnswer {
  readonly status: number;
  readonly contentType: string | undefined;
  readonly body: Buffer;
}

/** There was no answer in full in time. */
export class TimeLimitError extends Error {
  override readonly name = 'TimeLimitError';
}

/**
 * Sends a request and reads its answer in full. It is undici's own `request` without the stream, which costs more than
 * all the rest for an answer that is read in full anyway.
 * @param limit milliseconds until the answer must be there
 * @throws TimeLimitError, or what undici says went wrong
 */
export function exchange(
  dispatcher: Dispatcher,
  request: Dispatcher.DispatchOptions,
  limit: number,
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let status = 0;
    let contentType: string | undefined;
    let late: TimeLimitError | undefined;
    let running: Dispatcher.DispatchController | undefined;
    const timer = setTimeout(() => {
      late = new TimeLimitError(`no answer in ${limit} ms`);
      running?.abort(late);
      // While it waits for a connection there is nothing to abort yet.
      reject(late);
    }, limit);
    dispatcher.dispatch(request, {
      onRequestStart: (controller) => {
        running = controller;
        if (late !== undefined) {
          controller.abort(late);
        }
      },
      onResponseStart: (_controller, code, headers) => {
        const type = headers['content-type'];
        status = code;
        contentType = typeof type === 'string' ? type : undefined;
      },
      onResponseData: (_controller, chunk) => {
        chunks.push(chunk);
      },
      onResponseEnd: () => {
        clearTimeout(timer);
        const [only] = chunks;
        const body = only !== undefined && chunks.length === 1 ? only : Buffer.concat(chunks);
        resolve({ status, contentType, body });
      },
      onResponseError: (_controller, error) => {
        clearTimeout(timer);
        reject(error);
      },
    });
  });
}

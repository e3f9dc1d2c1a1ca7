import type { BackendName } from '../config/config.ts';

/**
 * Why there is no usable answer: nobody there, no answer in time, asked too often while it failed, an answer that
 * can't be read, one that is too large, or a status that was not expected.
 */
export type BackendFailure =
  'unreachable' | 'timeout' | 'circuit-open' | 'bad-answer' | 'too-large' | 'status';

/** A back end gave no usable answer. Holds no text of the back end, so it can't leak any. */
export class BackendError extends Error {
  override readonly name = 'BackendError';
  readonly backend: BackendName;
  readonly failure: BackendFailure;
  /** The status that the back end answered with, where it did. */
  readonly status: number | undefined;

  constructor(
    backend: BackendName,
    failure: BackendFailure,
    options: { status?: number; cause?: unknown } = {},
  ) {
    super(`${backend}: ${failure}${options.status === undefined ? '' : ` ${options.status}`}`, {
      cause: options.cause,
    });
    this.backend = backend;
    this.failure = failure;
    this.status = options.status;
  }
}

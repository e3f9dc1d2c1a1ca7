/** Ways in which a rehearsal can't go on, apart from promises that are not kept. */
export type RehearsalErrorCode =
  | 'go-missing'
  | 'program-not-built'
  | 'process-ended'
  | 'not-ready'
  | 'image-not-run'
  | 'rehearsal-running'
  | 'interrupted';

/** A failure that was expected: what failed, where, why, and what to do next. */
export class RehearsalError extends Error {
  readonly code: RehearsalErrorCode;

  constructor(code: RehearsalErrorCode, message: string, options: { readonly cause?: unknown } = {}) {
    super(message, options);
    this.name = 'RehearsalError';
    this.code = code;
  }
}

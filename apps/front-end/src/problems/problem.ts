/** What a request is refused with: an HTTP status, and one sentence that the customer may read. */
export interface ProblemOptions {
  /** Further members of the answer, such as `errors`. */
  readonly extra?: Readonly<Record<string, unknown>>;
  /** Further headers of the answer, such as `retry-after`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/** An expected failure of a request. Its message is for the customer: it names no back end and no address. */
export class Problem extends Error {
  override readonly name = 'Problem';
  /** HTTP status of the answer. */
  readonly status: number;
  readonly extra: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, message: string, options: ProblemOptions = {}) {
    super(message, { cause: options.cause });
    this.status = status;
    this.extra = options.extra ?? {};
    this.headers = options.headers ?? {};
  }
}

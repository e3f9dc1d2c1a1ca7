/** An error as STS answers it. */
export class StsError extends Error {
  readonly code: string;
  /** HTTP status. */
  readonly status: 400 | 403 | 500;

  constructor(code: string, message: string, status: StsError['status'] = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

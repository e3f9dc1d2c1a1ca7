/** An error as an AWS service answers it: the client sees its name and message. */
export class AwsException extends Error {
  /** Name of the exception in the service's API. */
  readonly exception: string;
  /** HTTP status. */
  readonly status: 400 | 404 | 413 | 500 | 503;

  constructor(exception: string, message: string, status: AwsException['status'] = 400) {
    super(message);
    this.exception = exception;
    this.status = status;
  }
}

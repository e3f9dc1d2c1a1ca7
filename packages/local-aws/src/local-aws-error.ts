/** Ways in which local AWS can't do what it is asked: a closed list that exit codes, reports and tests rely on. */
export type LocalAwsErrorCode =
  /** Targets, projects, subscribers, names or addresses that can't be. */
  | 'settings-invalid'
  /** A file or a folder of its state that can't be used. */
  | 'state-unusable'
  /** Its process can't be started, or does not answer. */
  | 'daemon-failed'
  /** It runs, with other settings or in the way of what was asked. */
  | 'daemon-running'
  /** One of its services answered with an exception. */
  | 'call-refused'
  /** The OCI registry behind ECR does not do its part. */
  | 'registry-failed'
  /** A base image can't be made on this machine. */
  | 'base-image-failed'
  /** A build that can't be begun, or whose files can't be kept. */
  | 'build-failed';

/** A failure that was expected: what failed, where, why, and what to do next. */
export class LocalAwsError extends Error {
  override readonly name = 'LocalAwsError';
  readonly code: LocalAwsErrorCode;

  constructor(code: LocalAwsErrorCode, message: string, options: { readonly cause?: unknown } = {}) {
    super(message, options);
    this.code = code;
  }
}

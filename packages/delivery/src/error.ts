/** Why a delivery failed: a closed list that exit codes, reports and tests rely on. */
export type DeliveryErrorCode =
  | 'aborted'
  | 'branch-missing'
  | 'certificate-refused'
  | 'clock-skew'
  | 'contended'
  | 'credentials-refused'
  | 'disk-full'
  | 'file-too-large'
  | 'folder-in-the-way'
  | 'folder-unreadable'
  | 'folder-unwritable'
  | 'git-failed'
  | 'git-missing'
  | 'git-too-old'
  | 'history-rewritten'
  | 'invalid-remote'
  | 'locked'
  | 'network'
  | 'never-delivered'
  | 'not-pullable'
  | 'path-collision'
  | 'path-unsafe'
  | 'pull-request-refused'
  | 'push-refused'
  | 'remote-missing'
  | 'root-does-not-render'
  | 'signature-expired'
  | 'state-unwritable'
  | 'timeout'
  | 'unknown-path';

/** What a {@link DeliveryError} says. */
export interface DeliveryErrorOptions {
  readonly code: DeliveryErrorCode;
  /** What failed, where and why: one sentence. */
  readonly message: string;
  /** What to do about it: one sentence. */
  readonly next: string;
  /** Every single problem, when there may be several. @default none */
  readonly problems?: readonly string[];
  readonly cause?: unknown;
}

/** A delivery that could not be made. The remote is as it was, unless the message says otherwise. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
  readonly code: DeliveryErrorCode;
  /** What to do next. */
  readonly next: string;
  /** Every single problem; empty when the message says it all. */
  readonly problems: readonly string[];

  constructor(options: DeliveryErrorOptions) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = options.code;
    this.next = options.next;
    this.problems = options.problems ?? [];
  }
}

/** The error of a full disk. */
export function diskFull(folder: string, cause?: unknown): DeliveryError {
  return new DeliveryError({
    code: 'disk-full',
    message: `No space is left for ${folder}.`,
    next: 'Free some space and run again; nothing of an unfinished delivery is in the remote.',
    cause,
  });
}

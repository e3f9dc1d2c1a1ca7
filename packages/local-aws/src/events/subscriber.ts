import { LocalAwsError } from '../local-aws-error.ts';

/** Who gets push events by HTTP POST, as an EventBridge rule with an API destination says it. */
export interface EventSubscriber {
  /** `http://127.0.0.1:<port>/…`, or another loopback address. */
  readonly url: string;
  /** Only events of this source. @default - of all */
  readonly source?: 'aws.codecommit' | 'aws.ecr';
  /** Only events of this CodeCommit or ECR repository. @default - of all */
  readonly repository?: string;
  /**
   * Key that the body is signed with, for Flux's Receivers of type `generic-hmac`: the header `X-Signature` is then
   * `sha256=<HMAC>`. @default the body is not signed
   */
  readonly signingKey?: string;
  /** Headers to send along, for example a token. @default {} */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Refuses addresses that would make events leave the machine.
 *
 * @throws LocalAwsError that names the address.
 */
export function checkSubscriber({ url }: EventSubscriber): void {
  const parsed = URL.parse(url);
  const loopback = parsed !== null && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(parsed.hostname);
  if (!loopback || parsed.protocol !== 'http:') {
    throw new LocalAwsError(
      'settings-invalid',
      `Push events go to loopback only: expected http://127.0.0.1:<port>/…, got "${url}".`,
    );
  }
}

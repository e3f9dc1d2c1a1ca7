import { createHmac, randomBytes } from 'node:crypto';
import type { LocalAwsTarget } from '../aws/target.ts';
import type { LocalAwsCredentials } from '../credentials/root-credentials.ts';
import { sameText } from '../signature/signing-key.ts';

/** Time that a token is valid: 12 hours, as in ECR. */
export const TOKEN_LIFETIME_MS = 12 * 60 * 60 * 1000;

/** Why a registry token is refused. */
export type TokenProblem = 'malformed' | 'expired' | { readonly madeFor: LocalAwsTarget };

interface TokenBody extends LocalAwsTarget {
  readonly expires: number;
  readonly nonce: string;
}

/** The password of the user `AWS` for an account's registry: sealed by the root secret, kept nowhere. */
export function issueToken(root: LocalAwsCredentials, target: LocalAwsTarget, now = Date.now()): string {
  const { account, region } = target;
  const token: TokenBody = {
    account,
    region,
    expires: now + TOKEN_LIFETIME_MS,
    nonce: randomBytes(9).toString('base64url'),
  };
  const body = Buffer.from(JSON.stringify(token)).toString('base64url');
  return `${body}.${seal(root, body)}`;
}

/** Why a token does not open an account's registry; undefined if it does. */
export function checkToken(
  root: LocalAwsCredentials,
  target: LocalAwsTarget,
  token: string,
  now = Date.now(),
): TokenProblem | undefined {
  const [body = '', mac = ''] = token.split('.');
  if (!sameText(mac, seal(root, body))) return 'malformed';
  const { account, region, expires } = JSON.parse(Buffer.from(body, 'base64url').toString()) as TokenBody;
  if (expires <= now) return 'expired';
  return account === target.account && region === target.region
    ? undefined
    : { madeFor: { account, region } };
}

function seal(root: LocalAwsCredentials, body: string): string {
  return createHmac('sha256', root.secretAccessKey).update(`registry token\n${body}`).digest('base64url');
}

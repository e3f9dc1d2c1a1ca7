import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { LocalAwsCredentials } from './root-credentials.ts';
import { base32 } from './base32.ts';

/** What AssumeRole hands out. */
export interface SessionCredentials extends LocalAwsCredentials {
  readonly sessionToken: string;
}

/** Who a session is and until when. */
export interface Session {
  readonly account: string;
  readonly role: string;
  readonly name: string;
  /** Seconds since 1970. */
  readonly expires: number;
}

/**
 * Credentials of a session, derived from the root secret and carried by the token itself: they hold in every
 * process on the state directory and over restarts, without being stored.
 */
export function issueSession(root: LocalAwsCredentials, session: Session): SessionCredentials {
  const body = Buffer.from(JSON.stringify({ ...session, nonce: randomBytes(9).toString('base64url') }));
  return derive(root, body.toString('base64url'));
}

/** The session of a token that this state directory issued; undefined for any other. */
export function readSession(
  root: LocalAwsCredentials,
  token: string,
): (SessionCredentials & { readonly session: Session }) | undefined {
  const body = token.slice(0, token.lastIndexOf('.'));
  const credentials = derive(root, body);
  const expected = Buffer.from(credentials.sessionToken);
  const given = Buffer.from(token);
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return undefined;
  return { ...credentials, session: JSON.parse(Buffer.from(body, 'base64url').toString()) as Session };
}

function derive(root: LocalAwsCredentials, body: string): SessionCredentials {
  const mac = (purpose: string) =>
    createHmac('sha256', root.secretAccessKey).update(`${purpose}\n${body}`).digest();
  return {
    accessKeyId: `ASIALOCALAWS${base32(mac('access key').subarray(0, 5))}`,
    secretAccessKey: mac('secret key').toString('base64url').slice(0, 40),
    sessionToken: `${body}.${mac('session token').toString('base64url')}`,
  };
}

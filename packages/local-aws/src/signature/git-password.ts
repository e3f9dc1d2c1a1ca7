import type { KeyRing, UnknownCaller, Caller } from '../credentials/caller.ts';
import { findKey } from '../credentials/caller.ts';
import { parseTime } from './signing-time.ts';
import { sameText, signature } from './signing-key.ts';

/** Longest time between the making of a password and its use, and as much clock difference ahead: 15 minutes. */
export const GIT_PASSWORD_LIFETIME_MS = 15 * 60 * 1000;

/** Key and address that a Git password is made from. */
export interface GitPasswordOptions {
  readonly secretAccessKey: string;
  readonly region: string;
  readonly host: string;
  /** `/v1/repos/<name>` */
  readonly path: string;
  /** `YYYYMMDDTHHMMSS` */
  readonly time: string;
}

/** User name and password as git sent them. */
export interface GitLogin {
  /** Access key id, followed by `%` and the session token if there is one. */
  readonly user: string;
  readonly password: string;
  readonly host: string;
  readonly region: string;
  /** `/v1/repos/<name>` */
  readonly path: string;
}

/** Why a Git login is refused. */
export type GitLoginProblem = UnknownCaller | 'malformed' | 'expired' | 'not-yet-valid' | 'signature';

/**
 * CodeCommit's password for Git over HTTPS: a time and the SigV4 signature of the pseudo request `GIT <path>`.
 * Made by the AWS CLI's credential helper, by git-remote-codecommit and by Flux alike.
 */
export function gitPassword(options: GitPasswordOptions): string {
  return `${options.time}Z${gitSignature(options)}`;
}

/** Who logs in, or why not. */
export function checkGitLogin(ring: KeyRing, login: GitLogin, now = Date.now()): Caller | GitLoginProblem {
  const match = /^(\d{8}T\d{6})Z([0-9a-f]{64})$/.exec(login.password);
  if (!match?.[1] || !match[2]) return 'malformed';
  const [, time, given] = match;
  const separator = login.user.indexOf('%');
  const claim =
    separator < 0
      ? { accessKeyId: login.user }
      : { accessKeyId: login.user.slice(0, separator), sessionToken: login.user.slice(separator + 1) };
  const key = findKey(ring, claim, now);
  if (typeof key === 'string') return key;
  const made = parseTime(time);
  if (made === undefined) return 'malformed';
  if (now - made > GIT_PASSWORD_LIFETIME_MS) return 'expired';
  if (made - now > GIT_PASSWORD_LIFETIME_MS) return 'not-yet-valid';
  // git drops a trailing slash of the address from requests, but shows it to credential helpers.
  const valid = [login.path, `${login.path}/`].some((path) =>
    sameText(given, gitSignature({ ...login, path, time, secretAccessKey: key.secretAccessKey })),
  );
  return valid ? key.caller : 'signature';
}

function gitSignature({ secretAccessKey, region, host, path, time }: GitPasswordOptions): string {
  return signature({
    secretAccessKey,
    region,
    service: 'codecommit',
    date: time.slice(0, 8),
    time,
    canonicalRequest: `GIT\n${path}\n\nhost:${host}\n\nhost\n`,
  });
}

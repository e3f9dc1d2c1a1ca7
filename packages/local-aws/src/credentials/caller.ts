import { createHash } from 'node:crypto';
import { partition } from '../aws/target.ts';
import { base32 } from './base32.ts';
import type { LocalAwsCredentials } from './root-credentials.ts';
import { readSession } from './session-credentials.ts';

/** Who sent a request, as STS's GetCallerIdentity says it. */
export interface Caller {
  readonly account: string;
  readonly arn: string;
  readonly userId: string;
  /** User or session name, for commits and pull requests. */
  readonly name: string;
}

/** Why an access key is not accepted. */
export type UnknownCaller = 'unknown-key' | 'bad-token' | 'expired-token';

/** The key to check a signature with, and whose it is. */
export interface KnownKey {
  readonly caller: Caller;
  readonly secretAccessKey: string;
}

/** Where the accepted keys come from. */
export interface KeyRing {
  readonly credentials: LocalAwsCredentials;
  /** Account that the root credentials belong to. */
  readonly account: string;
  /** Decides the partition in ARNs. */
  readonly region: string;
}

/** What a client says about its key. */
export interface ClaimedKey {
  readonly accessKeyId: string;
  readonly sessionToken?: string | undefined;
}

/** The key that a client claims to have, or why there is none such. */
export function findKey(ring: KeyRing, claim: ClaimedKey, now = Date.now()): KnownKey | UnknownCaller {
  if (!claim.sessionToken) {
    if (claim.accessKeyId !== ring.credentials.accessKeyId) return 'unknown-key';
    return { caller: rootCaller(ring), secretAccessKey: ring.credentials.secretAccessKey };
  }
  const found = readSession(ring.credentials, claim.sessionToken);
  if (found?.accessKeyId !== claim.accessKeyId) return 'bad-token';
  const { account, role, name, expires } = found.session;
  if (expires * 1000 <= now) return 'expired-token';
  const arn = `arn:${partition(ring.region)}:sts::${account}:assumed-role/${role}/${name}`;
  const caller = { account, arn, userId: `${uniqueId('AROA', `${account}/${role}`)}:${name}`, name };
  return { caller, secretAccessKey: found.secretAccessKey };
}

/** Stable id of an IAM entity, shaped like AWS's. */
export function uniqueId(prefix: string, entity: string): string {
  return prefix + base32(createHash('sha256').update(entity).digest().subarray(0, 10));
}

function rootCaller({ account, region }: KeyRing): Caller {
  const name = 'local';
  const arn = `arn:${partition(region)}:iam::${account}:user/${name}`;
  return { account, arn, userId: uniqueId('AIDA', arn), name };
}

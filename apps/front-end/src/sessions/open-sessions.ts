import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import type { RedisAddress } from '../config/redis-address.ts';
import { memoryStore } from './memory-store.ts';
import { redisStore } from './redis-store.ts';
import type { SessionStore } from './session-store.ts';

const unknownAuthority =
  'the certificate of Redis comes from an authority that is not trusted here: give SESSION_REDIS_CA that authority’s certificate';

/** What Node.js says when it does not trust a certificate (https://nodejs.org/api/tls.html#x509-certificate-error-codes). */
const reasons: ReadonlyMap<string, string> = new Map([
  ['SELF_SIGNED_CERT_IN_CHAIN', unknownAuthority],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', unknownAuthority],
  ['UNABLE_TO_GET_ISSUER_CERT', unknownAuthority],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', unknownAuthority],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', unknownAuthority],
  ['CERT_SIGNATURE_FAILURE', unknownAuthority],
  ['CERT_HAS_EXPIRED', 'the certificate of Redis has expired'],
  ['CERT_NOT_YET_VALID', 'the certificate of Redis is not valid yet'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'the certificate of Redis is for another name than SESSION_REDIS has'],
]);

/** Where sessions are kept, with the connection for what else replicas share. */
export interface OpenSessions {
  readonly sessions: SessionStore;
  readonly redis: Redis | undefined;
}

/**
 * Opens the sessions: in Redis at this address, else in this process. Redis may come up later and go away: a question
 * then fails within a second, and connections are made again by themselves.
 */
export async function openSessions(address: RedisAddress | undefined, logger: Logger): Promise<OpenSessions> {
  if (address === undefined) {
    return { sessions: memoryStore(), redis: undefined };
  }
  const { Redis: Client } = await import('./redis-client.ts');
  const { url, authorities } = address;
  const redis = new Client(url, {
    ...(authorities === undefined ? {} : { tls: { ca: authorities } }),
    connectTimeout: 2_000,
    commandTimeout: 1_000,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    retryStrategy: (attempt) => Math.min(100 * attempt, 1_000),
  });
  let said = false;
  // The URL may hold a password, and so may an error's text: only its code is logged, once for each loss.
  redis.on('error', (error: Error & { readonly code?: string }) => {
    if (!said) {
      const code = error.code ?? error.name;
      logger.error({ code }, `sessions: ${reasons.get(code) ?? 'Redis can’t be reached'}`);
      said = true;
    }
  });
  redis.on('ready', () => {
    said = false;
    logger.info('sessions: connected to Redis');
  });
  return { sessions: redisStore(redis), redis };
}

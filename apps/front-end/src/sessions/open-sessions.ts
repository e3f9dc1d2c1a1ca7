import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { memoryStore } from './memory-store.ts';
import { redisStore } from './redis-store.ts';
import type { SessionStore } from './session-store.ts';

/** Where sessions are kept, with the connection for what else replicas share. */
export interface OpenSessions {
  readonly sessions: SessionStore;
  readonly redis: Redis | undefined;
}

/**
 * Opens the sessions: in Redis at this URL, else in this process. Redis may come up later and go away: a question
 * then fails within a second, and connections are made again by themselves.
 */
export async function openSessions(url: string | undefined, logger: Logger): Promise<OpenSessions> {
  if (url === undefined) {
    return { sessions: memoryStore(), redis: undefined };
  }
  const { Redis: Client } = await import('ioredis');
  const redis = new Client(url, {
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
      logger.error({ code: error.code ?? error.name }, 'sessions: Redis can’t be reached');
      said = true;
    }
  });
  redis.on('ready', () => {
    said = false;
    logger.info('sessions: connected to Redis');
  });
  return { sessions: redisStore(redis), redis };
}

import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import { sessionSchema, sessionSeconds, SessionStoreError, type SessionStore } from './session-store.ts';

// Who can read Redis must not be able to take over a session, so it holds no id that a cookie would be accepted with.
const key = (id: string): string => `shop:session:${createHash('sha256').update(id).digest('base64url')}`;

/** Keeps sessions in Redis 6.2 or newer, for any number of replicas. */
export function redisStore(redis: Redis): SessionStore {
  const ask = async <T>(question: Promise<T>): Promise<T> => {
    try {
      return await question;
    } catch (cause) {
      throw new SessionStoreError('Redis can’t be asked', { cause });
    }
  };
  return {
    read: async (id) => {
      const value = await ask(redis.getex(key(id), 'EX', sessionSeconds));
      if (value === null) {
        return undefined;
      }
      try {
        return sessionSchema.safeParse(JSON.parse(value)).data;
      } catch {
        return undefined;
      }
    },
    write: async (id, data) => {
      await ask(redis.set(key(id), JSON.stringify(data), 'EX', sessionSeconds));
    },
    remove: async (id) => {
      await ask(redis.del(key(id)));
    },
    ready: async () => {
      await ask(redis.ping());
    },
    close: async () => {
      await redis.quit().catch(() => redis.disconnect());
    },
  };
}

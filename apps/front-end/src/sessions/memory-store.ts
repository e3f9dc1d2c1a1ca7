import { LRUCache } from 'lru-cache';
import { sessionSeconds, type SessionData, type SessionStore } from './session-store.ts';

/**
 * Keeps sessions in this process: for one replica, and gone with it. The longest unused go first.
 * @param most sessions that are kept. @default 50000, about 15 MiB
 */
export function memoryStore(most = 50_000): SessionStore {
  const sessions = new LRUCache<string, SessionData>({
    max: most,
    ttl: sessionSeconds * 1_000,
    updateAgeOnGet: true,
  });
  return {
    read: (id) => Promise.resolve(sessions.get(id)),
    write: (id, data) => {
      sessions.set(id, data);
      return Promise.resolve();
    },
    remove: (id) => {
      sessions.delete(id);
      return Promise.resolve();
    },
    ready: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}

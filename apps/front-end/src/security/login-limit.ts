import {
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible';
import type { Redis } from 'ioredis';
import { Problem } from '../problems/problem.ts';

/** Failed logins for one name before it has to wait, and for how long: 10 in 15 minutes. */
const perName = { points: 10, duration: 15 * 60 };
/** Failed logins from one address, for any name. A load balancer may stand for many customers: 300 in 15 minutes. */
const perAddress = { points: 300, duration: 15 * 60 };

/** Slows down who guesses passwords. */
export interface LoginLimit {
  /** @throws Problem 429 when there were too many failures for this name or from this address */
  check(username: string, address: string): Promise<void>;
  /** Counts a failure. */
  failed(username: string, address: string): Promise<void>;
  /** Forgets the failures of a name. */
  succeeded(username: string): Promise<void>;
}

/** Counts failed logins, in Redis for all replicas or in this process. When Redis is gone, this process counts. */
export function makeLoginLimit(redis?: Redis): LoginLimit {
  const limiter = (kind: string, limits: typeof perName): RateLimiterAbstract => {
    const memory = new RateLimiterMemory({ keyPrefix: `shop:${kind}`, ...limits });
    return redis === undefined
      ? memory
      : new RateLimiterRedis({
          storeClient: redis,
          keyPrefix: `shop:${kind}`,
          insuranceLimiter: memory,
          ...limits,
        });
  };
  const names = limiter('login-name', perName);
  const addresses = limiter('login-address', perAddress);
  const waits = async (limit: RateLimiterAbstract, key: string): Promise<number> => {
    const state = await limit.get(key);
    return state !== null && state.remainingPoints <= 0 ? state.msBeforeNext : 0;
  };
  const count = async (limit: RateLimiterAbstract, key: string): Promise<void> => {
    await limit.consume(key).catch((error: unknown) => {
      if (!(error instanceof RateLimiterRes)) {
        throw error;
      }
    });
  };
  return {
    check: async (username, address) => {
      const wait = Math.max(...(await Promise.all([waits(names, username), waits(addresses, address)])));
      if (wait > 0) {
        throw new Problem(429, 'There were too many attempts to log in. Please try again later.', {
          headers: { 'retry-after': String(Math.ceil(wait / 1_000)) },
        });
      }
    },
    failed: async (username, address) => {
      await Promise.all([count(names, username), count(addresses, address)]);
    },
    succeeded: async (username) => {
      await names.delete(username);
    },
  };
}

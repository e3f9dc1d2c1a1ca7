import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { ConfigError } from './config-error.ts';
import { redisAddress, type RedisAddress } from './redis-address.ts';

const backendNames = ['catalogue', 'carts', 'user', 'orders'] as const;

/** A service that the shop asks. */
export type BackendName = (typeof backendNames)[number];

/** Where each back end answers: base URLs without a path. */
export type BackendUrls = Readonly<Record<BackendName, string>>;

const baseUrl = z
  .url({ protocol: /^https?$/u, error: 'expected a base URL such as http://catalogue' })
  .refine((value) => {
    const url = URL.parse(value);
    return (
      url === null || (url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '')
    );
  }, 'expected a base URL without a path, a query or a password, such as http://catalogue')
  .transform((value) => new URL(value).origin);

const secret = z.string().min(16, 'expected at least 16 characters');

const variables = z.object({
  NODE_ENV: z.string().default('development'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8079),
  BACKENDS: z.enum(['network', 'stand-ins']).optional(),
  CATALOGUE_URL: baseUrl.optional(),
  CARTS_URL: baseUrl.optional(),
  USER_URL: baseUrl.optional(),
  ORDERS_URL: baseUrl.optional(),
  SESSION_SECRET: secret.optional(),
  SESSION_SECRET_PREVIOUS: secret.optional(),
  SESSION_REDIS: z.string().optional(),
  SESSION_REDIS_CA: z.string().optional(),
  MAX_CONCURRENCY: z.coerce.number().int().min(1).max(100_000).default(1_000),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  DRAIN_DELAY_MS: z.coerce.number().int().min(0).max(60_000).optional(),
  SHUTDOWN_TIMEOUT_MS: z.coerce.number().int().min(0).max(300_000).default(20_000),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
  OTEL_SERVICE_NAME: z.string().default('front-end'),
  BACKEND_TIMEOUT_MS: z.coerce.number().int().min(10).max(60_000).default(2_000),
  CATALOGUE_FRESH_MS: z.coerce.number().int().min(0).max(60_000).default(2_000),
});

/** What the service runs with, read once from its environment. */
export interface ShopConfig {
  /** True when `NODE_ENV` is `production`: secrets are required, nothing stands in for anything. */
  readonly production: boolean;
  /** Port to listen on. @default 8079 */
  readonly port: number;
  /** Where the back ends are, or `stand-ins`: start some in this process. */
  readonly backends: BackendUrls | 'stand-ins';
  /** Secrets that sign cookies: the first signs, all are accepted. Made at random when there are none. */
  readonly sessionSecrets: readonly [string, ...string[]];
  /** The Redis that keeps sessions; none to keep them in this process. */
  readonly sessionRedis: RedisAddress | undefined;
  /** Milliseconds in which a back end must have answered in full. @default 2000 */
  readonly backendTimeout: number;
  /** Milliseconds for which an answer of the catalogue serves everybody; 0 asks each time. @default 2000 */
  readonly catalogueFreshFor: number;
  /** Requests that may run at once; more are refused with 503. @default 1000 */
  readonly maxConcurrency: number;
  /** @default info */
  readonly logLevel: string;
  /** Milliseconds for which requests are still taken after SIGTERM, until no one sends any. @default 5000 in production, else 0 */
  readonly drainDelay: number;
  /** Milliseconds in which running requests must end after that. @default 20000 */
  readonly shutdownTimeout: number;
  /** Name for OpenTelemetry; none when there is no OTEL_EXPORTER_OTLP_ENDPOINT. */
  readonly telemetry: string | undefined;
}

/**
 * Reads the configuration from environment variables. Without any back-end URL the stand-ins serve, except in
 * production, where the names of the cluster's services are the defaults and stand-ins must be asked for by name.
 * @throws ConfigError with every wrong variable at once
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): ShopConfig {
  // An empty variable is one that was not set: that is what a manifest with an empty value means.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const read = variables.safeParse(given);
  if (!read.success) {
    throw new ConfigError(read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`));
  }
  const { data } = read;
  const production = data.NODE_ENV === 'production';
  const urls = {
    catalogue: data.CATALOGUE_URL,
    carts: data.CARTS_URL,
    user: data.USER_URL,
    orders: data.ORDERS_URL,
  };
  const named = backendNames.filter((name) => urls[name] !== undefined);
  const kind = data.BACKENDS ?? (production || named.length > 0 ? 'network' : 'stand-ins');
  if (kind === 'stand-ins' && named.length > 0) {
    throw new ConfigError(
      named.map(
        (name) => `${name.toUpperCase()}_URL: not used with BACKENDS=stand-ins; remove one of the two`,
      ),
    );
  }
  if (production && data.SESSION_SECRET === undefined) {
    throw new ConfigError([
      'SESSION_SECRET: required in production; any 32 random bytes, the same for all replicas',
    ]);
  }
  return {
    production,
    port: data.PORT,
    backends:
      kind === 'stand-ins'
        ? 'stand-ins'
        : {
            catalogue: urls.catalogue ?? 'http://catalogue',
            carts: urls.carts ?? 'http://carts',
            user: urls.user ?? 'http://user',
            orders: urls.orders ?? 'http://orders',
          },
    sessionSecrets: [
      data.SESSION_SECRET ?? randomBytes(32).toString('base64url'),
      ...(data.SESSION_SECRET_PREVIOUS === undefined ? [] : [data.SESSION_SECRET_PREVIOUS]),
    ],
    sessionRedis: redisAddress(data.SESSION_REDIS, data.SESSION_REDIS_CA),
    backendTimeout: data.BACKEND_TIMEOUT_MS,
    catalogueFreshFor: data.CATALOGUE_FRESH_MS,
    maxConcurrency: data.MAX_CONCURRENCY,
    logLevel: data.LOG_LEVEL,
    drainDelay: data.DRAIN_DELAY_MS ?? (production ? 5_000 : 0),
    shutdownTimeout: data.SHUTDOWN_TIMEOUT_MS,
    telemetry: data.OTEL_EXPORTER_OTLP_ENDPOINT === undefined ? undefined : data.OTEL_SERVICE_NAME,
  };
}

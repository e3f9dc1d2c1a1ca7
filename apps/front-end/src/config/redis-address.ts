import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ConfigError } from './config-error.ts';

/** Where Redis is, and whom it must be vouched for by. */
export interface RedisAddress {
  /** `redis://` or `rediss://`; may hold a name and a password. */
  readonly url: string;
  /** Certificates in PEM that Redis's own must come from. @default those that Node.js trusts */
  readonly authorities?: string;
}

/**
 * Reads `SESSION_REDIS` and `SESSION_REDIS_CA`; none when there is no Redis.
 * @throws ConfigError when the authorities can't be used
 */
export function redisAddress(
  value: string | undefined,
  authoritiesFile: string | undefined,
): RedisAddress | undefined {
  const url = value === undefined ? undefined : redisUrl(value);
  if (authoritiesFile === undefined) {
    return url === undefined ? undefined : { url };
  }
  if (url?.startsWith('rediss://') !== true) {
    throw new ConfigError([
      'SESSION_REDIS_CA: not used, because SESSION_REDIS is no rediss:// URL; remove the one or change the other',
    ]);
  }
  return { url, authorities: readAuthorities(authoritiesFile) };
}

// Sock Shop's manifest says only that there is one: its name is session-db.
function redisUrl(value: string): string {
  if (value === 'true') {
    return 'redis://session-db:6379';
  }
  return /^rediss?:\/\//u.test(value) ? value : `redis://${value}`;
}

function readAuthorities(file: string): string {
  try {
    const pem = readFileSync(file, 'utf8');
    // Read for its error alone: a wrong file would otherwise be told as a certificate that nobody trusts.
    new X509Certificate(pem);
    return pem;
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new ConfigError([
      `SESSION_REDIS_CA: ${file} holds no certificate in PEM that can be read (${reason})`,
    ]);
  }
}

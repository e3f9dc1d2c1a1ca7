import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A Redis of a test, on loopback; it keeps nothing on the disk. */
export interface RunningRedis {
  /** Ends it at once, as a machine that fails does. */
  stop(): Promise<void>;
}

/** How a Redis is started. */
export interface RedisOptions {
  readonly port: number;
  /** Files in PEM: it then speaks TLS only. @default no TLS */
  readonly tls?: { readonly certificate: string; readonly key: string };
}

/** Starts Debian's `redis-server`. It may take a moment until it answers. */
export function startRedis({ port, tls }: RedisOptions): RunningRedis {
  const listens =
    tls === undefined
      ? ['--port', String(port)]
      : [
          ...['--port', '0', '--tls-port', String(port), '--tls-auth-clients', 'no'],
          ...['--tls-cert-file', tls.certificate, '--tls-key-file', tls.key],
          // Asked of no client, but Redis wants to have authorities all the same.
          ...['--tls-ca-cert-file', tls.certificate],
        ];
  const redis = spawn(
    'redis-server',
    [...listens, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    { stdio: 'ignore' },
  );
  const ended = once(redis, 'exit');
  return {
    stop: async () => {
      redis.kill('SIGKILL');
      await ended;
    },
  };
}

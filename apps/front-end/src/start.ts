import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import type { Logger } from 'pino';
import { createShop } from './app.ts';
import { makeBackends } from './backends/backends.ts';
import type { ShopConfig } from './config/config.ts';
import { makeHealth } from './health/health.ts';
import { makeLogger } from './logging/logger.ts';
import { makeMetrics } from './metrics/metrics.ts';
import { setSecurityHeaders } from './security/headers.ts';
import { makeLoginLimit } from './security/login-limit.ts';
import { openSessions } from './sessions/open-sessions.ts';
import { traceContext } from './telemetry/trace-context.ts';

/** A shop that listens. */
export interface RunningShop {
  readonly port: number;
  /** Resolves when it may be sent requests: sessions have answered. */
  readonly ready: Promise<void>;
  /** Stops being ready, takes requests a little longer, ends those that run, and lets go of everything. */
  close(): Promise<void>;
}

/** How a shop is started. */
export interface StartOptions {
  /** @default to standard output, at the level of the configuration */
  readonly logger?: Logger;
}

/** Starts the shop that a configuration describes. @throws Error when the port can't be listened on */
export async function startShop(config: ShopConfig, options: StartOptions = {}): Promise<RunningShop> {
  const logger = options.logger ?? makeLogger({ level: config.logLevel });
  const metrics = makeMetrics();
  const health = makeHealth();
  const telemetry =
    config.telemetry === undefined
      ? traceContext()
      : (await import('./telemetry/open-telemetry.ts')).openTelemetry(config.telemetry);
  const standIns =
    config.backends === 'stand-ins'
      ? await (await import('./stand-ins/start-stand-ins.ts')).startStandIns()
      : undefined;
  if (standIns !== undefined) {
    logger.warn('STAND-INS serve as back ends: what is ordered here is not kept, and nobody sends it');
  }
  const urls = config.backends === 'stand-ins' ? standIns?.urls : config.backends;
  if (urls === undefined) {
    throw new Error('the stand-ins did not start');
  }
  const { backendTimeout: timeout, catalogueFreshFor } = config;
  const backends = makeBackends({ urls, timeout, catalogueFreshFor, telemetry, metrics });
  const { sessions, redis } = await openSessions(config.sessionRedis, logger);
  const shop = { config, backends, sessions, metrics, telemetry, logger, health };
  const app = createShop({ ...shop, loginLimit: makeLoginLimit(redis) });
  const answer = getRequestListener(app.fetch);
  const limits = {
    // Longer than a load balancer keeps a connection, so that it is never this end that closes one in use.
    keepAliveTimeout: 65_000,
    headersTimeout: 10_000,
    requestTimeout: 15_000,
  };
  const server = createServer(limits, (request, response) => {
    setSecurityHeaders(response);
    if (health.state() === 'draining') {
      response.setHeader('connection', 'close');
    }
    void answer(request, response);
  });
  server.listen(config.port);
  await once(server, 'listening');

  const closing = new AbortController();
  const ready = waitFor(() => sessions.ready(), closing.signal).then(() => health.started());
  return {
    port: (server.address() as AddressInfo).port,
    ready,
    close: async () => {
      health.drain();
      closing.abort();
      await sleep(config.drainDelay);
      const closed = once(server, 'close');
      server.close();
      // A connection that was in use when the end began is kept open by its client, and idle later.
      const idle = setInterval(() => server.closeIdleConnections(), 100);
      const deadline = setTimeout(() => server.closeAllConnections(), config.shutdownTimeout);
      await closed;
      clearInterval(idle);
      clearTimeout(deadline);
      await Promise.all([backends.close(), sessions.close(), telemetry.close()]);
      await standIns?.close();
    },
  };
}

async function waitFor(question: () => Promise<void>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await question();
      return;
    } catch {
      await sleep(100);
    }
  }
}

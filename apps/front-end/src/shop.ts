import type { HttpBindings } from '@hono/node-server';
import type { Logger } from 'pino';
import type { Backends } from './backends/backends.ts';
import type { ShopConfig } from './config/config.ts';
import type { Health } from './health/health.ts';
import type { Metrics } from './metrics/metrics.ts';
import type { LoginLimit } from './security/login-limit.ts';
import type { SessionStore } from './sessions/session-store.ts';
import type { Visit } from './sessions/visit.ts';
import type { Telemetry } from './telemetry/telemetry.ts';

/** What every route of the shop works with. */
export interface Shop {
  readonly config: ShopConfig;
  readonly backends: Backends;
  readonly sessions: SessionStore;
  readonly loginLimit: LoginLimit;
  readonly metrics: Metrics;
  readonly telemetry: Telemetry;
  readonly logger: Logger;
  readonly health: Health;
}

/** What routes find in Hono's context: `c.var.visit` is who asks, `c.env` Node's own request and response. */
export interface ShopEnv {
  readonly Bindings: HttpBindings;
  readonly Variables: { readonly visit: Visit };
}

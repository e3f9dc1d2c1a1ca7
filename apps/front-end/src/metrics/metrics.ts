import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { BackendFailure } from '../backends/backend-error.ts';
import type { BackendName } from '../config/config.ts';

/** How a call of a back end ended. */
export interface ObservedCall {
  readonly backend: BackendName;
  readonly method: string;
  readonly outcome: 'answered' | BackendFailure;
  readonly seconds: number;
}

/** How a request was answered. */
export interface ObservedRequest {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly seconds: number;
}

/** What Prometheus reads. */
export interface Metrics {
  request(request: ObservedRequest): void;
  call(call: ObservedCall): void;
  /** Says whether a back end is left alone for a while because it failed. */
  circuit(backend: BackendName, open: boolean): void;
  /** Requests that are being answered. */
  inFlight(change: 1 | -1): void;
  /** The text, with its type. */
  text(): Promise<{ readonly contentType: string; readonly body: string }>;
}

// A path of a stranger must not become a time series of its own.
const firstParts = new Set([
  'address',
  'addresses',
  'card',
  'cards',
  'cart',
  'catalogue',
  'css',
  'customers',
  'img',
  'js',
  'login',
  'orders',
  'pictures',
  'register',
  'tags',
]);

const pathLabel = (path: string): string => {
  const first = path.split('/', 2)[1] ?? '';
  return first === '' ? '/' : firstParts.has(first) ? first : 'other';
};

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Makes the metrics: those of Sock Shop's dashboards, the process's own, and those of the back ends. */
export function makeMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time in which requests were answered',
    labelNames: ['service', 'method', 'path', 'status_code'],
    buckets: seconds,
    registers,
  });
  const calls = new Histogram({
    name: 'backend_request_duration_seconds',
    help: 'Time in which back ends answered',
    labelNames: ['backend', 'method', 'outcome'],
    buckets: seconds,
    registers,
  });
  const circuits = new Gauge({
    name: 'backend_circuit_open',
    help: '1 while a back end is left alone because it failed',
    labelNames: ['backend'],
    registers,
  });
  const running = new Gauge({
    name: 'http_requests_in_flight',
    help: 'Requests that are being answered',
    registers,
  });
  return {
    request: ({ method, path, status, seconds: value }) => {
      requests.observe(
        { service: 'front-end', method: method.toLowerCase(), path: pathLabel(path), status_code: status },
        value,
      );
    },
    call: ({ backend, method, outcome, seconds: value }) => {
      calls.observe({ backend, method: method.toLowerCase(), outcome }, value);
    },
    circuit: (backend, open) => {
      circuits.set({ backend }, open ? 1 : 0);
    },
    inFlight: (change) => {
      running.inc(change);
    },
    text: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
  };
}

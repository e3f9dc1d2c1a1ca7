import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import type { Telemetry } from './telemetry.ts';

interface Trace {
  readonly id: string;
  readonly headers: Readonly<Record<string, string>>;
}

// Version 00 as of https://www.w3.org/TR/trace-context/; ids of zeros are invalid.
const traceparent = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/u;

/** Passes on the W3C trace context of each request, or starts one; keeps no spans. */
export function traceContext(): Telemetry {
  const current = new AsyncLocalStorage<Trace>();
  return {
    serve: (request, run) =>
      current.run(traceOf(request.header('traceparent'), request.header('tracestate')), run),
    call: (_call, run) => run(current.getStore()?.headers ?? {}),
    traceId: () => current.getStore()?.id,
    close: () => Promise.resolve(),
  };
}

function traceOf(parent: string | undefined, state: string | undefined): Trace {
  const id = parent === undefined ? undefined : traceparent.exec(parent)?.[1];
  if (id === undefined || parent === undefined) {
    const bytes = randomBytes(24).toString('hex');
    return {
      id: bytes.slice(0, 32),
      headers: { traceparent: `00-${bytes.slice(0, 32)}-${bytes.slice(32)}-00` },
    };
  }
  return {
    id,
    headers:
      state === undefined || state.length > 512
        ? { traceparent: parent }
        : { traceparent: parent, tracestate: state },
  };
}

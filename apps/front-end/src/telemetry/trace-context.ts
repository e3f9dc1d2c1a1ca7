import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
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
    // Node.js makes these from random bytes that it has in store: asking the system for each request takes longer.
    const trace = randomUUID().replaceAll('-', '');
    const span = randomUUID().slice(19).replace('-', '');
    return { id: trace, headers: { traceparent: `00-${trace}-${span}-00` } };
  }
  return {
    id,
    headers:
      state === undefined || state.length > 512
        ? { traceparent: parent }
        : { traceparent: parent, tracestate: state },
  };
}

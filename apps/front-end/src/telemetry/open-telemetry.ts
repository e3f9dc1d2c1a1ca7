import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { Telemetry } from './telemetry.ts';

/**
 * Sends a span for each request and each call of a back end to `OTEL_EXPORTER_OTLP_ENDPOINT`, over OTLP and HTTP.
 * The exporter reads the other `OTEL_` variables by itself.
 */
export function openTelemetry(serviceName: string): Telemetry {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  const provider = new TracerProvider({
    resource: defaultResource().merge(resourceFromAttributes({ 'service.name': serviceName })),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  });
  const tracer = provider.getTracer('front-end');

  return {
    serve: async (request, run) => {
      const parent = propagation.extract(context.active(), request, {
        get: (carrier, key) => carrier.header(key),
        keys: () => [],
      });
      const span = tracer.startSpan(
        request.method,
        { kind: SpanKind.SERVER, attributes: { 'http.request.method': request.method } },
        parent,
      );
      try {
        await context.with(trace.setSpan(parent, span), run);
      } finally {
        const { route, status } = request.outcome();
        span.updateName(`${request.method} ${route}`);
        span.setAttributes({ 'http.route': route, 'http.response.status_code': status });
        if (status >= 500) {
          span.setStatus({ code: SpanStatusCode.ERROR });
        }
        span.end();
      }
    },
    call: async ({ backend, method }, run) => {
      const span = tracer.startSpan(`${method} ${backend}`, {
        kind: SpanKind.CLIENT,
        attributes: { 'http.request.method': method, 'peer.service': backend },
      });
      const own = trace.setSpan(context.active(), span);
      const headers: Record<string, string> = {};
      propagation.inject(own, headers);
      try {
        return await context.with(own, () => run(headers));
      } catch (error) {
        span.setStatus({
          code: SpanStatusCode.ERROR,
          message: error instanceof Error ? error.message : 'failed',
        });
        throw error;
      } finally {
        span.end();
      }
    },
    traceId: () => trace.getActiveSpan()?.spanContext().traceId,
    close: async () => {
      await provider.shutdown();
      context.disable();
      propagation.disable();
    },
  };
}

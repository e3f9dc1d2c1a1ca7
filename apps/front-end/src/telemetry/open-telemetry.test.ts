import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startStandIns, type StandIns } from '../stand-ins/start-stand-ins.ts';
import { faultyBackends, type FaultyBackends } from '../testing/faulty-backends.ts';
import { shopProcess } from '../testing/shop-process.ts';
import { traceReceiver, type TraceReceiver } from '../testing/trace-receiver.ts';

const trace = '0af7651916cd43dd8448eb211c80319c';
const caller = 'b7ad6b7169203331';
const asked = { traceparent: `00-${trace}-${caller}-01` };
/** Says of each module of OpenTelemetry that it is loaded. */
const watch = `--import=data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  registerHooks({
    load: (url, context, next) => {
      if (url.includes('@opentelemetry')) process.stderr.write('loaded ' + url + '\\n');
      return next(url, context);
    },
  });
`)}`;

let standIns: StandIns;
let backends: FaultyBackends;
let receiver: TraceReceiver;

before(async () => {
  standIns = await startStandIns();
  backends = await faultyBackends(standIns.urls);
  receiver = await traceReceiver();
});
after(async () => {
  await receiver.close();
  await backends.close();
  await standIns.close();
});

const urls = () => ({
  CATALOGUE_URL: backends.urls.catalogue,
  CARTS_URL: backends.urls.carts,
  USER_URL: backends.urls.user,
  ORDERS_URL: backends.urls.orders,
  // A test that breaks the catalogue wants to see it at once.
  CATALOGUE_FRESH_MS: '0',
});
// The API, which does nothing by itself, comes with prom-client.
const loaded = (lines: readonly string[]) =>
  lines.filter((line) => line.startsWith('loaded ') && !line.includes('/@opentelemetry/api/'));

test('spans of a request and of its calls arrive at the endpoint, as parts of the caller’s trace', async () => {
  const shop = await shopProcess(
    { ...urls(), OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint, OTEL_SERVICE_NAME: 'socks' },
    [watch],
  );
  assert.equal((await fetch(`${shop.origin}/tags`, { headers: asked })).status, 200);
  backends.fail('unavailable', ['catalogue']);
  assert.equal((await fetch(`${shop.origin}/tags`, { headers: asked })).status, 502);
  backends.fail(undefined);
  // What is not sent yet is sent before the end.
  await shop.stop();

  assert.notEqual(loaded(shop.lines).length, 0, 'the watch sees what is loaded');
  const [served, failed] = receiver.spans.filter(({ kind }) => kind === 2);
  const [call, failedCall] = receiver.spans.filter(({ kind }) => kind === 3);
  assert.equal(receiver.spans.length, 4);
  for (const span of receiver.spans) {
    assert.equal(span.traceId, trace, span.name);
  }
  assert.deepEqual([served?.name, served?.parentSpanId], ['GET /tags', caller]);
  assert.deepEqual([call?.name, call?.parentSpanId], ['GET catalogue', served?.spanId]);
  assert.deepEqual(attributes(served), {
    'http.request.method': { stringValue: 'GET' },
    'http.route': { stringValue: '/tags' },
    'http.response.status_code': { intValue: 200 },
  });
  assert.deepEqual([failed?.status?.code, failedCall?.status?.code], [2, 2]);
  assert.deepEqual(receiver.resources[0]?.find(({ key }) => key === 'service.name')?.value, {
    stringValue: 'socks',
  });
  const reached = backends.reached.map(({ headers }) => headers['traceparent']);
  assert.equal(
    reached[0],
    `00-${trace}-${call?.spanId ?? ''}-01`,
    'the back end is told the call’s own span',
  );
});

test('without an endpoint the trace is passed on, and nothing of OpenTelemetry is loaded', async () => {
  backends.reached.length = 0;
  const shop = await shopProcess(urls(), [watch]);
  assert.equal((await fetch(`${shop.origin}/tags`, { headers: asked })).status, 200);
  await shop.stop();
  assert.deepEqual(loaded(shop.lines), []);
  assert.equal(backends.reached[0]?.headers['traceparent'], asked.traceparent);
});

function attributes(span: TraceReceiver['spans'][number] | undefined): object {
  return Object.fromEntries((span?.attributes ?? []).map(({ key, value }) => [key, value]));
}

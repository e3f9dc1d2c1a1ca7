import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { OciRegistry } from './oci-registry.ts';

const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/** Hands a request on to the registry behind, and its answer back, as if the host itself had answered. */
export async function handOn(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  registry: OciRegistry,
  host: string,
): Promise<void> {
  const gone = new AbortController();
  outgoing.once('close', () => gone.abort());
  const response = await registry.send({
    method: incoming.method ?? 'GET',
    path: incoming.url ?? '/',
    // By these the registry answers with addresses of the name that the client used.
    headers: {
      ...endToEnd(incoming.headers),
      authorization: undefined,
      host,
      'x-forwarded-host': host,
      'x-forwarded-proto': 'https',
    },
    body: incoming,
    signal: gone.signal,
  });
  const { location, ...answered } = endToEnd(response.headers);
  if (location) outgoing.setHeader('location', String(location).replace(registry.address, `https://${host}`));
  outgoing.writeHead(response.statusCode ?? 502, answered);
  await pipeline(response, outgoing);
}

function endToEnd(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name)));
}

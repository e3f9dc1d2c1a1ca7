import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** What a registry of a test holds. */
export interface TestRegistry {
  /** `http://127.0.0.1:<port>` */
  readonly address: string;
  /** Headers of the requests so far. */
  readonly requests: readonly {
    readonly method: string;
    readonly url: string;
    readonly authorization: string | undefined;
  }[];
}

/**
 * A small OCI registry in memory, as far as pushes and pulls need it: a real one is no npm package, and is used in
 * the system tests.
 */
export async function startTestRegistry(): Promise<TestRegistry> {
  const blobs = new Map<string, Buffer>();
  const manifests = new Map<string, { readonly body: Buffer; readonly type: string }>();
  const tags = new Map<string, Set<string>>();
  const requests: TestRegistry['requests'][number][] = [];

  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const url = new URL(incoming.url ?? '/', `http://${incoming.headers.host}`);
    const { method = 'GET' } = incoming;
    requests.push({ method, url: incoming.url ?? '', authorization: incoming.headers.authorization });
    const body = await buffer(incoming);
    const [, name = '', kind = '', reference = ''] =
      /^\/v2\/(.+?)\/(manifests|blobs|tags)\/(.*)$/.exec(url.pathname) ?? [];
    const digest = `sha256:${createHash('sha256').update(body).digest('hex')}`;
    if (method === 'POST' && kind === 'blobs') {
      // As distribution's registry does: an address made from the host that was asked.
      const scheme = String(incoming.headers['x-forwarded-proto'] ?? 'http');
      outgoing
        .writeHead(202, {
          location: `${scheme}://${incoming.headers.host}/v2/${name}/blobs/uploads/${randomUUID()}`,
        })
        .end();
    } else if (method === 'PUT' && kind === 'blobs') {
      blobs.set(digest, body);
      outgoing.writeHead(url.searchParams.get('digest') === digest ? 201 : 400).end();
    } else if (method === 'PUT' && kind === 'manifests') {
      const manifest = { body, type: incoming.headers['content-type'] ?? '' };
      manifests.set(`${name} ${reference}`, manifest).set(`${name} ${digest}`, manifest);
      if (!reference.includes(':')) tags.set(name, (tags.get(name) ?? new Set()).add(reference));
      outgoing
        .writeHead(201, { location: `/v2/${name}/manifests/${digest}`, 'docker-content-digest': digest })
        .end();
    } else if (kind === 'tags' && tags.has(name)) {
      outgoing.writeHead(200, { 'content-type': 'application/json' });
      outgoing.end(JSON.stringify({ name, tags: [...(tags.get(name) ?? [])] }));
    } else {
      const found = kind === 'blobs' ? blobs.get(reference) : manifests.get(`${name} ${reference}`)?.body;
      const type = manifests.get(`${name} ${reference}`)?.type ?? 'application/octet-stream';
      outgoing.writeHead(found ? 200 : 404, { 'content-type': type, 'content-length': found?.length ?? 0 });
      outgoing.end(method === 'HEAD' ? undefined : found);
    }
  };
  const server = createServer((incoming, outgoing) => void answer(incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

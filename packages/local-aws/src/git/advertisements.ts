import type { IncomingMessage, ServerResponse } from 'node:http';

/** Answers that git gives to every client alike, as long as a repository's configuration stays as it is. */
export class Advertisements {
  readonly #known = new Map<string, { readonly configured: number; readonly body: Buffer }>();

  /**
   * Whether a request asks for the capabilities of protocol version 2, which name no ref
   * (https://git-scm.com/docs/protocol-v2#_capability_advertisement).
   */
  static isFor(incoming: IncomingMessage, service: string): boolean {
    const protocol = String(incoming.headers['git-protocol']).split(':');
    return service === 'git-upload-pack' && protocol.includes('version=2');
  }

  /**
   * Answers from what is known.
   *
   * @returns Whether it could.
   */
  answer(outgoing: ServerResponse, folder: string, configured: number): boolean {
    const known = this.#known.get(folder);
    if (known?.configured !== configured) return false;
    outgoing.writeHead(200, {
      'content-type': 'application/x-git-upload-pack-advertisement',
      'cache-control': 'no-cache, max-age=0, must-revalidate',
      'content-length': known.body.length,
    });
    outgoing.end(known.body);
    return true;
  }

  /** Listens to git's answer as it passes, and keeps it once it is complete. */
  listen(outgoing: ServerResponse, folder: string, configured: number): (chunk: Buffer) => void {
    const chunks: Buffer[] = [];
    outgoing.once('finish', () => {
      const body = Buffer.concat(chunks);
      const complete =
        outgoing.statusCode === 200 &&
        body.includes('version 2\n') &&
        body.subarray(-4).toString() === '0000';
      if (complete) this.#known.set(folder, { configured, body });
    });
    return (chunk) => chunks.push(chunk);
  }
}

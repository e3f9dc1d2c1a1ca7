import type { Readable } from 'node:stream';

/** What a CGI program says before its body. */
export interface CgiHead {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

const END = '\r\n\r\n';
const LIMIT = 64 * 1024;

/**
 * Reads the header part of a CGI response (RFC 3875, section 6) and leaves the stream at the body's first byte.
 *
 * @returns undefined if the program ended without one.
 */
export function readCgiHeaders(stdout: Readable): Promise<CgiHead | undefined> {
  return new Promise((resolve) => {
    let seen: Buffer = Buffer.alloc(0);
    const done = (head: CgiHead | undefined) => {
      stdout.off('data', onData).off('close', onEnd).off('error', onEnd);
      stdout.pause();
      resolve(head);
    };
    const onEnd = () => done(undefined);
    const onData = (chunk: Buffer) => {
      seen = seen.length === 0 ? chunk : Buffer.concat([seen, chunk]);
      const end = seen.indexOf(END);
      if (end < 0) {
        if (seen.length > LIMIT) done(undefined);
        return;
      }
      const rest = seen.subarray(end + END.length);
      done(parse(seen.toString('latin1', 0, end)));
      if (rest.length > 0) stdout.unshift(rest);
    };
    stdout.on('data', onData).once('close', onEnd).once('error', onEnd);
  });
}

function parse(text: string): CgiHead {
  const fields = text.split('\r\n').map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  const { status = '200', ...headers } = Object.fromEntries(fields);
  return { status: Number.parseInt(status, 10), headers };
}

import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { gitEnvironment } from './git-environment.ts';
import type { Connection } from './look.ts';
import type { Remote } from './remote.ts';

// An import would make everything that these modules export, fetch among it: that takes longer than the question.
const { Agent: HttpAgent, request: requestHttp } = process.getBuiltinModule('node:http');
const { Agent: HttpsAgent, request: requestHttps } = process.getBuiltinModule('node:https');

/** Bytes of an answer that nobody needs to read as a whole at once: some hundred thousand branches. */
const limit = 64 * 1024 * 1024;

/** One request of Git's protocol over HTTP (gitprotocol-http(5)). */
export interface GitOverHttpOptions {
  readonly connection: Connection;
  /** What to ask for, below the address of the repository. */
  readonly path: string;
  /** Type of the only answer that counts. */
  readonly answer: string;
  /** What to send, and its type. @default a question without a body */
  readonly body?: { readonly type: string; readonly bytes: Buffer };
  /** Milliseconds after which it fails. */
  readonly timeLimit: number;
}

/** Whether this process can speak to a remote by itself: over HTTP, with no settings that only git knows of. */
export function speaksHttp({ url, environment }: Remote): boolean {
  if (!/^https?:\/\//.test(url)) return false;
  return !Object.keys(environment).some((name) => /^GIT_(SSL_(?!CAINFO|CAPATH)|PROXY_SSL_)/.test(name));
}

/**
 * Sends one request to a remote in this process, with the password that git would only tell after a refusal.
 *
 * @returns nothing when the answer is another one than was asked for
 * @throws Error when there is no answer
 */
export async function gitOverHttp(options: GitOverHttpOptions): Promise<Buffer | undefined> {
  const { remote, credential, signal } = options.connection;
  const { url, environment } = remote;
  const { body } = options;
  const address = new URL(`${url.replace(/\/+$/, '')}/${options.path}`);
  const authorization = credential && basic(await credential());
  const secure = address.protocol === 'https:';
  const authority = secure ? environment['GIT_SSL_CAINFO'] : undefined;
  const proxyEnv = gitEnvironment(environment, false);
  const ca = authority === undefined ? undefined : await readFile(authority, 'utf8');
  const agent = secure ? new HttpsAgent({ proxyEnv, ...(ca && { ca }) }) : new HttpAgent({ proxyEnv });
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const request = (secure ? requestHttps : requestHttp)(
        address,
        {
          agent,
          method: body === undefined ? 'GET' : 'POST',
          headers: {
            accept: body === undefined ? '*/*' : options.answer,
            'user-agent': 'git/2 (tideway)',
            ...(authorization !== undefined && { authorization }),
            ...(body && { 'content-type': body.type, 'content-length': body.bytes.length }),
          },
          signal: AbortSignal.any([AbortSignal.timeout(options.timeLimit), ...(signal ? [signal] : [])]),
        },
        resolve,
      );
      request.on('error', reject).end(body?.bytes);
    });
    return await read(response, options.answer);
  } finally {
    agent.destroy();
  }
}

async function read(response: IncomingMessage, answer: string): Promise<Buffer | undefined> {
  try {
    if (response.statusCode !== 200 || response.headers['content-type'] !== answer) return undefined;
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > limit) return undefined;
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } finally {
    response.destroy();
  }
}

// RFC 7617; the answer to git's question is in the words of gitcredentials(7).
function basic(answer: string): string {
  const [, username = ''] = /^username=(.*)$/m.exec(answer) ?? [];
  const [, password = ''] = /^password=(.*)$/m.exec(answer) ?? [];
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

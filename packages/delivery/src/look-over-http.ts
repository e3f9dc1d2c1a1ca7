import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { gitEnvironment } from './git-environment.ts';
import type { Connection, RemoteHeads } from './look.ts';
import { advertisedHeads } from './advertised-heads.ts';

// An import would make everything that these modules export, fetch among it: that takes longer than the question.
const { Agent: HttpAgent, get: getHttp } = process.getBuiltinModule('node:http');
const { Agent: HttpsAgent, get: getHttps } = process.getBuiltinModule('node:https');

/** Milliseconds after which git is asked instead: it waits longer, and can say what is wrong. */
const answerWithin = 10_000;

/** Bytes of an answer that nobody needs to read as a whole at once: some hundred thousand branches. */
const limit = 64 * 1024 * 1024;

/**
 * Asks a remote for its branches in this process: what `git ls-remote` does, without its two programs and without the
 * request that a server must first refuse before git tells it the password.
 *
 * @returns nothing when the remote is not spoken to over HTTP, or gives any answer but its branches: git has then to ask
 *   again, and to say why
 */
export async function lookOverHttp(connection: Connection): Promise<RemoteHeads | undefined> {
  const { url, environment } = connection.remote;
  if (!/^https?:\/\//.test(url)) return undefined;
  // Settings for certificates that only git itself knows what to do with.
  if (Object.keys(environment).some((name) => /^GIT_(SSL_(?!CAINFO|CAPATH)|PROXY_SSL_)/.test(name)))
    return undefined;
  try {
    return await ask(connection);
  } catch {
    return undefined;
  }
}

async function ask({ remote, credential, signal }: Connection): Promise<RemoteHeads | undefined> {
  const { url, environment } = remote;
  const address = new URL(`${url.replace(/\/+$/, '')}/info/refs?service=git-upload-pack`);
  const authorization = credential && basic(await credential());
  const secure = address.protocol === 'https:';
  const authority = secure ? environment['GIT_SSL_CAINFO'] : undefined;
  const proxyEnv = gitEnvironment(environment, false);
  const ca = authority === undefined ? undefined : await readFile(authority, 'utf8');
  const agent = secure ? new HttpsAgent({ proxyEnv, ...(ca && { ca }) }) : new HttpAgent({ proxyEnv });
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const options = {
      agent,
      headers: {
        accept: '*/*',
        'user-agent': 'git/2 (tideway)',
        ...(authorization !== undefined && { authorization }),
      },
      signal: AbortSignal.any([AbortSignal.timeout(answerWithin), ...(signal ? [signal] : [])]),
    };
    (secure ? getHttps : getHttp)(address, options, resolve).on('error', reject);
  });
  try {
    if (response.statusCode !== 200) return undefined;
    if (response.headers['content-type'] !== 'application/x-git-upload-pack-advertisement') return undefined;
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > limit) return undefined;
      chunks.push(chunk);
    }
    return advertisedHeads(Buffer.concat(chunks));
  } finally {
    response.destroy();
    agent.destroy();
  }
}

// RFC 7617; the answer to git's question is in the words of gitcredentials(7).
function basic(answer: string): string {
  const [, username = ''] = /^username=(.*)$/m.exec(answer) ?? [];
  const [, password = ''] = /^password=(.*)$/m.exec(answer) ?? [];
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

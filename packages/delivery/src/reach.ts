import { get as getHttp } from 'node:http';
import { get as getHttps } from 'node:https';
import { gitCredential } from './credentials.ts';
import { httpsAgent } from './https-agent.ts';
import type { Remote } from './remote.ts';

/** What a remote answers when it is asked for nothing but its branches. */
export interface Reached {
  /** Status of HTTP: 200 it lets us read; 401 and 403 it refuses us; 404 there is no such repository. */
  readonly status: number;
  /** Seconds by which this computer's clock is ahead of the remote's; nothing if it tells no time. */
  readonly secondsAhead?: number;
}

const patience = 10_000;

/**
 * Asks a remote over HTTP whether it lets us read, with the password that a delivery would send.
 * @throws Error when it can't be reached; DeliveryError `credentials-refused` when there are no credentials
 */
export async function reach({ url, environment, credentials }: Remote): Promise<Reached> {
  const address = new URL(`${url}/info/refs?service=git-upload-pack`);
  const answer = credentials && (await gitCredential(url, credentials)());
  const [, username = ''] = /^username=(.*)$/m.exec(answer ?? '') ?? [];
  const [, password = ''] = /^password=(.*)$/m.exec(answer ?? '') ?? [];
  const basic = Buffer.from(`${username}:${password}`).toString('base64');
  const secure = address.protocol === 'https:';
  const agent = secure ? httpsAgent(environment) : undefined;
  const options = {
    timeout: patience,
    ...(agent && { agent }),
    ...(answer !== undefined && { headers: { authorization: `Basic ${basic}` } }),
  };
  try {
    return await new Promise<Reached>((resolve, reject) => {
      const request = (secure ? getHttps : getHttp)(address, options, (response) => {
        response.destroy();
        const theirs = Date.parse(response.headers.date ?? '');
        const ahead = Math.round((Date.now() - theirs) / 1000);
        resolve({
          status: response.statusCode ?? 0,
          ...(!Number.isNaN(theirs) && { secondsAhead: ahead }),
        });
      });
      request.on('timeout', () => request.destroy(new Error(`no answer within ${patience / 1000} seconds`)));
      request.on('error', reject);
    });
  } finally {
    agent?.destroy();
  }
}

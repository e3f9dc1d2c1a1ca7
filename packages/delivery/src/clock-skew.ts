import { get as getHttp } from 'node:http';
import { get as getHttps } from 'node:https';
import { DeliveryError } from './error.ts';
import { httpsAgent } from './https-agent.ts';
import type { Remote } from './remote.ts';

/** Seconds by which this computer's clock may differ from AWS's before signatures are refused: 5 minutes. */
const tolerated = 300;

/**
 * After a refusal of the password: whether this computer's clock is to blame, by the time that the remote's answer
 * carries.
 */
export async function clockSkew(remote: Remote): Promise<DeliveryError | undefined> {
  const theirs = await timeOf(remote).catch(() => undefined);
  if (theirs === undefined) return undefined;
  const seconds = Math.round((Date.now() - theirs) / 1000);
  if (Math.abs(seconds) <= tolerated) return undefined;
  const minutes = Math.round(Math.abs(seconds) / 60);
  return new DeliveryError({
    code: 'clock-skew',
    message: `${remote.url} refused the password because the clock of this computer is ${minutes} minutes ${seconds > 0 ? 'ahead' : 'behind'}.`,
    next: 'Set the clock (with NTP) and run again.',
  });
}

function timeOf({ url, environment }: Remote): Promise<number | undefined> {
  const address = new URL(`${url}/info/refs?service=git-upload-pack`);
  const secure = address.protocol === 'https:';
  if (!secure && address.protocol !== 'http:') return Promise.resolve(undefined);
  return new Promise((resolve, reject) => {
    const get = secure ? getHttps : getHttp;
    const options = { timeout: 5_000, ...(secure && { agent: httpsAgent(environment) }) };
    const request = get(address, options, (response) => {
      response.destroy();
      const time = Date.parse(response.headers.date ?? '');
      resolve(Number.isNaN(time) ? undefined : time);
    });
    request.on('timeout', () => request.destroy(new Error('no answer')));
    request.on('error', reject);
  });
}

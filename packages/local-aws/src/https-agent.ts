import { readFile } from 'node:fs/promises';
import type { Agent } from 'node:https';
import type { LocalAwsAddress } from './environment.ts';

/**
 * An agent with which this process reaches local AWS: the AWS SDK takes it as `requestHandler: { httpsAgent }`.
 * It is needed where the variables of `localAwsEnvironment` come too late, and because the SDK for JavaScript uses
 * no proxy on its own. Keeps connections open: call `destroy()` in the end.
 *
 * @throws Error if the certificate authority can't be read.
 */
export async function localAwsHttpsAgent({
  proxyUrl,
  caFile,
}: Pick<LocalAwsAddress, 'proxyUrl' | 'caFile'>): Promise<Agent> {
  const https = await import('node:https');
  return new https.Agent({
    keepAlive: true,
    ca: await readFile(caFile),
    proxyEnv: { HTTPS_PROXY: proxyUrl },
  });
}

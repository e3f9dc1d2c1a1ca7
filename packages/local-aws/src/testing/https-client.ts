import { readFile } from 'node:fs/promises';
import type { IncomingHttpHeaders } from 'node:http';
import { Agent, request } from 'node:https';
import { buffer } from 'node:stream/consumers';
import type { LocalAwsConnection } from '../options.ts';

/** An HTTPS request through the proxy. */
export interface HttpsRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** What came back. */
export interface HttpsResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Sends one request to an AWS address by way of local AWS. */
export async function httpsRequest(
  aws: Pick<LocalAwsConnection, 'proxyUrl' | 'caFile'>,
  url: string,
  { method = 'GET', headers = {}, body }: HttpsRequest = {},
): Promise<HttpsResponse> {
  const agent = new Agent({ ca: await readFile(aws.caFile), proxyEnv: { HTTPS_PROXY: aws.proxyUrl } });
  return (await new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers, agent, servername: new URL(url).hostname });
    outgoing.once('error', reject);
    outgoing.once('response', (response) => {
      buffer(response).then(
        (received) =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: received }),
        reject,
      );
    });
    outgoing.end(body);
  }).finally(() => agent.destroy())) as Promise<HttpsResponse>;
}

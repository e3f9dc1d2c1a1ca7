import type { Agent } from 'node:https';
import { request } from 'node:https';
import { json } from 'node:stream/consumers';
import { Sha256 } from '@aws-crypto/sha256-js';
import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';
import { dnsSuffix } from '../aws/target.ts';
import type { LocalAwsCredentials } from '../credentials/root-credentials.ts';
import { localAwsHttpsAgent } from '../https-agent.ts';
import { LocalAwsError } from '../local-aws-error.ts';

/** Host name and version of each JSON API, as the AWS SDKs know them. */
const apis = {
  codebuild: { host: 'codebuild', version: 'CodeBuild_20161006' },
  codecommit: { host: 'codecommit', version: 'CodeCommit_20150413' },
  ecr: { host: 'api.ecr', version: 'AmazonEC2ContainerRegistry_V20150921' },
} as const;

/** Where local AWS is, and who asks. */
export interface JsonApiCaller {
  /** Address of the CONNECT proxy. */
  readonly proxyUrl: string;
  /** PEM file of the certificate authority to trust. */
  readonly caFile: string;
  readonly credentials: LocalAwsCredentials;
}

/** One request to a JSON API. */
export interface JsonApiCall {
  readonly service: keyof typeof apis;
  readonly region: string;
  /** Such as `StartBuild`. */
  readonly operation: string;
  readonly input: object;
  /** Whose connections are used. @default one for this call alone */
  readonly agent?: Agent;
}

/**
 * Calls a JSON API of local AWS under its AWS host name, signed by SigV4 as an AWS SDK signs it
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html).
 *
 * @returns the answer
 * @throws LocalAwsError `call-refused` with the exception that the service answers
 */
export async function callLocalAws<Answer extends object>(
  caller: JsonApiCaller,
  { service, region, operation, input, agent }: JsonApiCall,
): Promise<Answer> {
  const { host, version } = apis[service];
  const hostname = `${host}.${region}.${dnsSuffix(region)}`;
  const body = JSON.stringify(input);
  const signer = new SignatureV4({ credentials: caller.credentials, region, service, sha256: Sha256 });
  const { headers } = await signer.sign(
    new HttpRequest({
      protocol: 'https:',
      method: 'POST',
      hostname,
      path: '/',
      headers: {
        host: hostname,
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `${version}.${operation}`,
      },
      body,
    }),
  );
  const own = agent ?? (await localAwsHttpsAgent(caller));
  try {
    const { status, answer } = await post(`https://${hostname}/`, { headers, agent: own, body });
    if (status === 200) return answer as Answer;
    const { __type: type, message } = answer as { readonly __type?: string; readonly message?: string };
    throw new LocalAwsError(
      'call-refused',
      `${service} refuses ${operation}: ${type ?? `status ${status}`}: ${message ?? 'it gave no reason'}`,
    );
  } finally {
    if (agent === undefined) own.destroy();
  }
}

function post(
  url: string,
  {
    headers,
    agent,
    body,
  }: { readonly headers: Record<string, string>; readonly agent: Agent; readonly body: string },
): Promise<{ readonly status: number; readonly answer: unknown }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: 'POST', headers, agent });
    outgoing.once('error', reject);
    outgoing.once('response', (response) => {
      json(response).then((answer) => resolve({ status: response.statusCode ?? 0, answer }), reject);
    });
    outgoing.end(body);
  });
}

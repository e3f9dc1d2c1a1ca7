import { request } from 'node:https';
import { json } from 'node:stream/consumers';
import { Sha256 } from '@aws-crypto/sha256-js';
import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';
import type { SiteAws } from './local-aws.ts';

/**
 * A token of ECR, as `aws ecr get-login-password` gets it: user and password of the registry, in base64.
 *
 * @throws Error with ECR's answer when it gives none
 */
export async function ecrToken(aws: SiteAws, region: string): Promise<string> {
  const hostname = `api.ecr.${region}.amazonaws.com`;
  const signer = new SignatureV4({
    credentials: aws.connection.credentials,
    region,
    service: 'ecr',
    sha256: Sha256,
  });
  const signed = await signer.sign(
    new HttpRequest({
      protocol: 'https:',
      method: 'POST',
      hostname,
      path: '/',
      headers: {
        host: hostname,
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken',
      },
      body: '{}',
    }),
  );
  return new Promise((resolve, reject) => {
    const outgoing = request(`https://${hostname}/`, {
      method: 'POST',
      headers: signed.headers,
      agent: aws.agent,
    });
    outgoing.once('error', reject);
    outgoing.once('response', (response) => {
      json(response).then((answer) => {
        const { authorizationData } = answer as {
          readonly authorizationData?: readonly { readonly authorizationToken: string }[];
        };
        const token = authorizationData?.[0]?.authorizationToken;
        if (token) resolve(token);
        else reject(new Error(`ECR gave no token: ${response.statusCode} ${JSON.stringify(answer)}`));
      }, reject);
    });
    outgoing.end('{}');
  });
}

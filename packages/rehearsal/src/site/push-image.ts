import { request } from 'node:https';
import { json } from 'node:stream/consumers';
import { Sha256 } from '@aws-crypto/sha256-js';
import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';
import { pushArtifact } from '../registry/push-artifact.ts';
import type { SiteAws } from './local-aws.ts';

/** An image as a build pushes it. */
export interface ImagePush {
  readonly aws: SiteAws;
  readonly account: string;
  readonly region: string;
  /** ECR repository, such as `weaveworksdemos/front-end`. */
  readonly repository: string;
  readonly tag: string;
}

/** Pushes a small image under its ECR name, with a token of ECR, as a build in CodeBuild does. */
export async function pushImage({ aws, account, region, repository, tag }: ImagePush): Promise<void> {
  const config = {
    architecture: 'amd64',
    os: 'linux',
    config: { Labels: { tag } },
    rootfs: { type: 'layers', diff_ids: [] },
  };
  await pushArtifact(
    {
      url: `https://${account}.dkr.ecr.${region}.amazonaws.com`,
      agent: aws.agent,
      authorization: `Basic ${await ecrToken(aws, region)}`,
    },
    {
      repository,
      tag,
      config: {
        mediaType: 'application/vnd.oci.image.config.v1+json',
        bytes: Buffer.from(JSON.stringify(config)),
      },
      layers: [],
    },
  );
}

async function ecrToken(aws: SiteAws, region: string): Promise<string> {
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

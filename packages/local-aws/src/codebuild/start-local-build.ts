import { request } from 'node:https';
import { json } from 'node:stream/consumers';
import { Sha256 } from '@aws-crypto/sha256-js';
import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';
import type { RunningLocalAws } from '../daemon/status.ts';
import { dnsSuffix } from '../aws/target.ts';
import { localAwsHttpsAgent } from '../https-agent.ts';

/** What is to be built. */
export interface StartLocalBuildOptions {
  /** Name of the project. */
  readonly project: string;
  /** Branch, tag or commit. @default - the repository's default branch */
  readonly sourceVersion?: string | undefined;
}

/**
 * Starts a build in a local AWS that runs, by StartBuild of CodeBuild's API.
 *
 * @returns the number of the build in its project.
 * @throws Error with what the API says.
 */
export async function startLocalAwsBuild(
  aws: RunningLocalAws,
  { project, sourceVersion }: StartLocalBuildOptions,
): Promise<number> {
  const [{ region }] = aws.targets;
  const hostname = `codebuild.${region}.${dnsSuffix(region)}`;
  const body = JSON.stringify({ projectName: project, ...(sourceVersion && { sourceVersion }) });
  const signer = new SignatureV4({
    credentials: aws.credentials,
    region,
    service: 'codebuild',
    sha256: Sha256,
  });
  const { headers } = await signer.sign(
    new HttpRequest({
      protocol: 'https:',
      method: 'POST',
      hostname,
      path: '/',
      headers: {
        host: hostname,
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'CodeBuild_20161006.StartBuild',
      },
      body,
    }),
  );
  const agent = await localAwsHttpsAgent(aws);
  try {
    const answer = await new Promise<Answer>((resolve, reject) => {
      const outgoing = request(`https://${hostname}/`, { method: 'POST', headers, agent });
      outgoing.once('error', reject);
      outgoing.once('response', (response) => {
        json(response).then((value) => resolve(value as Answer), reject);
      });
      outgoing.end(body);
    });
    if (answer.build) return answer.build.buildNumber;
    throw new Error(`CodeBuild does not build ${project}: ${answer.message ?? 'it gave no reason'}`);
  } finally {
    agent.destroy();
  }
}

interface Answer {
  readonly build?: { readonly buildNumber: number };
  readonly message?: string;
}

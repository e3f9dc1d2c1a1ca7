import { readFile } from 'node:fs/promises';
import { Agent } from 'node:https';
import { CodeCommitClient } from '@aws-sdk/client-codecommit';
import { ECRClient } from '@aws-sdk/client-ecr';
import { STSClient } from '@aws-sdk/client-sts';
import { onTestFinished } from 'vitest';
import type { LocalAwsConnection } from '../options.ts';
import { TARGET } from './git-client.ts';

/** AWS's own clients, pointed at local AWS by proxy and trust alone. */
export interface AwsClients {
  readonly codeCommit: CodeCommitClient;
  readonly ecr: ECRClient;
  readonly sts: STSClient;
}

/** What a test changes of the clients. */
export interface AwsClientsOptions {
  readonly region?: string;
  readonly credentials?: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
  /** Difference of the client's clock, in milliseconds. */
  readonly systemClockOffset?: number;
  /** Attempts of a request. @default 1 */
  readonly maxAttempts?: number;
}

/** Clients of the AWS SDK that speak to a local AWS for the length of a test. */
export async function awsClients(
  aws: Pick<LocalAwsConnection, 'proxyUrl' | 'caFile' | 'credentials'>,
  options: AwsClientsOptions = {},
): Promise<AwsClients> {
  const ca = await readFile(aws.caFile);
  const httpsAgent = new Agent({ keepAlive: true, ca, proxyEnv: { HTTPS_PROXY: aws.proxyUrl } });
  onTestFinished(() => httpsAgent.destroy());
  const {
    region = TARGET.region,
    credentials = aws.credentials,
    systemClockOffset = 0,
    maxAttempts = 1,
  } = options;
  const settings = { region, credentials, systemClockOffset, maxAttempts, requestHandler: { httpsAgent } };
  return {
    codeCommit: new CodeCommitClient(settings),
    ecr: new ECRClient(settings),
    sts: new STSClient(settings),
  };
}

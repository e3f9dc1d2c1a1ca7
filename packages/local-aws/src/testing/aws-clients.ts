import { CodeCommitClient } from '@aws-sdk/client-codecommit';
import { ECRClient } from '@aws-sdk/client-ecr';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { STSClient } from '@aws-sdk/client-sts';
import { localAwsHttpsAgent } from '../https-agent.ts';
import type { LocalAwsConnection } from '../options.ts';
import { TARGET } from './git-client.ts';

/** AWS's own clients, pointed at local AWS by proxy and trust alone. */
export interface AwsClients {
  readonly codeCommit: CodeCommitClient;
  readonly ecr: ECRClient;
  readonly secretsManager: SecretsManagerClient;
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
  /** @default - the one of the region */
  readonly endpoint?: string;
  /** Attempts of a request. @default 1 */
  readonly maxAttempts?: number;
}

/** Clients of the AWS SDK that speak to a local AWS. */
export async function awsClients(
  aws: Pick<LocalAwsConnection, 'proxyUrl' | 'caFile' | 'credentials'>,
  options: AwsClientsOptions = {},
): Promise<AwsClients> {
  const httpsAgent = await localAwsHttpsAgent(aws);
  const {
    region = TARGET.region,
    credentials = aws.credentials,
    systemClockOffset = 0,
    maxAttempts = 1,
  } = options;
  const endpoint = options.endpoint && { endpoint: options.endpoint };
  const settings = {
    ...endpoint,
    region,
    credentials,
    systemClockOffset,
    maxAttempts,
    requestHandler: { httpsAgent },
  };
  return {
    codeCommit: new CodeCommitClient(settings),
    ecr: new ECRClient(settings),
    secretsManager: new SecretsManagerClient(settings),
    sts: new STSClient(settings),
  };
}

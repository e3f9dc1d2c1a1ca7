import { callLocalAws } from '@tideway/local-aws';
import { RehearsalError } from '../rehearsal-error.ts';
import type { SiteAws } from './local-aws.ts';

/**
 * A token of ECR, as `aws ecr get-login-password` gets it: user and password of the registry, in base64.
 *
 * @throws LocalAwsError with ECR's answer when it gives none
 */
export async function ecrToken({ connection, agent }: SiteAws, region: string): Promise<string> {
  const { authorizationData } = await callLocalAws<{
    readonly authorizationData: readonly { readonly authorizationToken: string }[];
  }>(connection, { service: 'ecr', region, operation: 'GetAuthorizationToken', input: {}, agent });
  const [data] = authorizationData;
  if (data) return data.authorizationToken;
  throw new RehearsalError('not-ready', `ECR gave no token for ${region}. Look at the log of local AWS.`);
}

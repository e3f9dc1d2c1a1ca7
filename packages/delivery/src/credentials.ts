import { DeliveryError } from './error.ts';
import type { AwsCredentials } from './remote.ts';

/** A user and a password for a CodeCommit repository, good for a quarter of an hour. */
export interface CodeCommitPassword {
  readonly username: string;
  readonly password: string;
}

/** What a password is made from. */
export interface CodeCommitPasswordOptions {
  /** `https://git-codecommit.<region>.amazonaws.com/v1/repos/<name>`. */
  readonly url: string;
  readonly credentials: AwsCredentials;
  /** Time of the signature. @default now */
  readonly date?: Date;
}

/**
 * Makes the password that CodeCommit takes over HTTPS: a Signature Version 4 over the pseudo-request `GIT`, as the
 * AWS CLI's `codecommit credential-helper` makes it. CodeCommit takes it for 15 minutes.
 */
export async function codeCommitPassword(options: CodeCommitPasswordOptions): Promise<CodeCommitPassword> {
  const { url, credentials, date = new Date() } = options;
  const [{ Hash, SignatureV4 }, { createHash }] = await Promise.all([
    import('./aws-signer.ts'),
    import('node:crypto'),
  ]);
  const { hostname, pathname } = new URL(url);
  const region = regionOf(hostname);
  // Unlike everywhere else, the time that is signed has no "Z", and there is no line for the payload.
  const time = date.toISOString().replaceAll(/[-:]|\.\d+Z$/g, '');
  const request = `GIT\n${pathname}\n\nhost:${hostname}\n\nhost\n`;
  const digest = createHash('sha256').update(request).digest('hex');
  const scope = `${time.slice(0, 8)}/${region}/codecommit/aws4_request`;
  const signer = new SignatureV4({
    credentials,
    region,
    service: 'codecommit',
    sha256: Hash.bind(null, 'sha256'),
  });
  const signature = await signer.sign(`AWS4-HMAC-SHA256\n${time}\n${scope}\n${digest}`, {
    signingDate: date,
  });
  const { accessKeyId, sessionToken } = credentials;
  return {
    username: sessionToken === undefined ? accessKeyId : `${accessKeyId}%${sessionToken}`,
    password: `${time}Z${signature}`,
  };
}

/** Region of a CodeCommit host name, such as `us-west-2`. */
export function regionOf(hostname: string): string {
  return /^git-codecommit(?:-fips)?\.([a-z0-9-]+)\./.exec(hostname)?.[1] ?? 'us-east-1';
}

/**
 * Answers git's question for a user and a password, in the words of gitcredentials(7), with a fresh password each time.
 *
 * @throws {DeliveryError} `credentials-refused` when there are none
 */
export function gitCredential(url: string, provider: () => Promise<AwsCredentials>): () => Promise<string> {
  return async () => {
    const credentials = await provider().catch((error: unknown) => {
      throw new DeliveryError({
        code: 'credentials-refused',
        message: `There are no AWS credentials for ${url}: ${error instanceof Error ? error.message : String(error)}.`,
        next: 'Sign in ("aws sso login"), or name a profile in AWS_PROFILE, and run again.',
        cause: error,
      });
    });
    const { username, password } = await codeCommitPassword({ url, credentials });
    return `username=${username}\npassword=${password}\n`;
  };
}

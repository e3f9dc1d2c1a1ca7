/** Credentials of AWS, as the SDK's providers give them. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** A branch of a Git repository that a tree is delivered to. */
export interface Remote {
  /** `https://git-codecommit.<region>.amazonaws.com/v1/repos/<name>`, or any address that git understands. */
  readonly url: string;
  /** Branch that receives the deliveries, such as `main`. */
  readonly branch: string;
  /** Extra environment for git and the AWS SDK: `HTTPS_PROXY`, `GIT_SSL_CAINFO`. */
  readonly environment: Readonly<Record<string, string>>;
  /** Credentials that the SigV4 password is made from. @default the remote asks for no password */
  readonly credentials?: () => Promise<AwsCredentials>;
  /** Tells remotes of one address apart, such as `local` and `aws`: each has its own state. @default default */
  readonly name?: string;
}

/** Branch that keeps a copy of the raw generator output, for the day that a squash drops the delivery commit. */
export const generatedBranch = 'tideway/generated';

/** Branch that a pull request is made from. */
export const deliveryBranch = 'tideway/delivery';

/** Full ref name of a branch. */
export function branchRef(branch: string): string {
  return `refs/heads/${branch}`;
}

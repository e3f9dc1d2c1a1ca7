/** A secret of AWS Secrets Manager, with what it has held. */
export interface Secret {
  readonly name: string;
  /** Six characters that Secrets Manager adds to the name in the ARN. */
  readonly suffix: string;
  readonly description?: string | undefined;
  /** Milliseconds since 1970. */
  readonly created: number;
  /** The newest first; empty where the secret was made without a value. */
  readonly versions: readonly SecretVersion[];
}

/** One value of a secret; it has a text or bytes. */
export interface SecretVersion {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly created: number;
  readonly text?: string | undefined;
  /** In Base64. */
  readonly binary?: string | undefined;
}

/** Most versions that a secret keeps: https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html */
export const VERSIONS_LIMIT = 100;

/** The labels of a version, which follow from its place: Secrets Manager moves them with each new value. */
export function stagesOf(secret: Secret, version: SecretVersion): readonly string[] {
  const label = ['AWSCURRENT', 'AWSPREVIOUS'][secret.versions.indexOf(version)];
  return label === undefined ? [] : [label];
}

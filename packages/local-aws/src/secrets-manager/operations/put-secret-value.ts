import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { AwsException } from '../../json-api/aws-exception.ts';
import { operation } from '../../json-api/operation.ts';
import type { SecretsManagerContext } from '../context.ts';
import { field, oneValue } from '../fields.ts';
import { findSecret } from '../find-secret.ts';
import type { Secret, SecretVersion } from '../secret.ts';
import { stagesOf, VERSIONS_LIMIT } from '../secret.ts';
import { replaceSecret } from '../secret-store.ts';

const input = z.object({
  SecretId: field.SecretId,
  ClientRequestToken: field.ClientRequestToken,
  SecretString: field.SecretString,
  SecretBinary: field.SecretBinary,
  // Labels of one's own are for rotation functions, which nothing here runs.
  VersionStages: z
    .array(
      z.literal('AWSCURRENT', {
        error: 'InvalidParameterException: local AWS moves AWSCURRENT and AWSPREVIOUS only',
      }),
    )
    .optional(),
});

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html */
export const putSecretValue = operation(input, async (asked, context: SecretsManagerContext) => {
  const value = oneValue(asked);
  if (value.text === undefined && value.binary === undefined)
    throw new AwsException(
      'InvalidRequestException',
      'You must provide either SecretString or SecretBinary.',
    );
  const { secret, address, arn } = await findSecret(context, asked.SecretId);
  const version: SecretVersion = {
    id: asked.ClientRequestToken ?? randomUUID(),
    created: Date.now(),
    ...value,
  };
  const before = secret.versions.find(({ id }) => id === version.id);
  if (before === undefined) {
    const next: Secret = { ...secret, versions: [version, ...secret.versions].slice(0, VERSIONS_LIMIT) };
    await replaceSecret(context.state, address, next);
    return described(arn, next, version);
  }
  // The same request once more, as after a lost answer.
  if (before.text === version.text && before.binary === version.binary) return described(arn, secret, before);
  throw new AwsException(
    'ResourceExistsException',
    'You can’t modify an existing version, you can only create a new version.',
  );
});

function described(arn: string, secret: Secret, version: SecretVersion): object {
  return {
    ARN: arn,
    Name: secret.name,
    VersionId: version.id,
    VersionStages: stagesOf(secret, version),
  };
}

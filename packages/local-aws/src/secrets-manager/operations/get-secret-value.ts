import { z } from 'zod';
import { AwsException } from '../../json-api/aws-exception.ts';
import { operation } from '../../json-api/operation.ts';
import type { SecretsManagerContext } from '../context.ts';
import { field } from '../fields.ts';
import { findSecret } from '../find-secret.ts';
import { stagesOf } from '../secret.ts';

const input = z.object({
  SecretId: field.SecretId,
  VersionId: z.string().optional(),
  VersionStage: z.string().optional(),
});

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html */
export const getSecretValue = operation(input, async (asked, context: SecretsManagerContext) => {
  const { secret, arn } = await findSecret(context, asked.SecretId);
  const { VersionId: id, VersionStage: stage = id === undefined ? 'AWSCURRENT' : undefined } = asked;
  const version = secret.versions.find(
    (one) =>
      (id === undefined || one.id === id) && (stage === undefined || stagesOf(secret, one).includes(stage)),
  );
  if (version === undefined) {
    const which = [...(id ? [`VersionId: ${id}`] : []), ...(stage ? [`staging label: ${stage}`] : [])];
    const message = `Secrets Manager can't find the specified secret value for ${which.join(' and ')}`;
    throw new AwsException('ResourceNotFoundException', message);
  }
  return {
    ARN: arn,
    Name: secret.name,
    VersionId: version.id,
    VersionStages: stagesOf(secret, version),
    CreatedDate: version.created / 1000,
    ...(version.text !== undefined && { SecretString: version.text }),
    ...(version.binary !== undefined && { SecretBinary: version.binary }),
  };
});

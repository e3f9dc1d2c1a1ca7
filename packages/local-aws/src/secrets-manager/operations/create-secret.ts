import { randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { secretArn } from '../../aws/arn.ts';
import { base32 } from '../../credentials/base32.ts';
import { AwsException } from '../../json-api/aws-exception.ts';
import { operation } from '../../json-api/operation.ts';
import type { SecretsManagerContext } from '../context.ts';
import { field, oneValue } from '../fields.ts';
import { addressOf } from '../find-secret.ts';
import { createSecret as keepSecret } from '../secret-store.ts';

const input = z.object({
  Name: field.Name,
  Description: z.string().max(2048).optional(),
  ClientRequestToken: field.ClientRequestToken,
  SecretString: field.SecretString,
  SecretBinary: field.SecretBinary,
});

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html */
export const createSecret = operation(input, async (asked, context: SecretsManagerContext) => {
  const { Name: name, Description: description } = asked;
  const value = oneValue(asked);
  const created = Date.now();
  const id = asked.ClientRequestToken ?? randomUUID();
  const versions = value.text === undefined && value.binary === undefined ? [] : [{ id, created, ...value }];
  const suffix = base32(randomBytes(5)).slice(0, 6);
  const address = addressOf(context, name);
  if (!(await keepSecret(context.state, address, { name, suffix, description, created, versions }))) {
    const message = `The operation failed because the secret ${name} already exists.`;
    throw new AwsException('ResourceExistsException', message);
  }
  return { ARN: secretArn(address, suffix), Name: name, ...(versions.length > 0 && { VersionId: id }) };
});

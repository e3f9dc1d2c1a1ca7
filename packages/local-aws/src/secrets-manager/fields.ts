import { z } from 'zod';
import { AwsException } from '../json-api/aws-exception.ts';
import { throws } from '../json-api/validation.ts';

/** Most bytes of a value: https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html */
const VALUE_LIMIT_BYTES = 65_536;

const INVALID = 'InvalidParameterException';
const rule = (expected: string) => ({ error: throws({ invalid: INVALID, expected }) });

const NAME = rule('1 to 512 letters, digits and "/", "_", "+", "=", ".", "@", "-"');
const ID = rule('the name or the ARN of a secret');
const TOKEN = rule('32 to 64 characters');
const TEXT = rule(`a text of at most ${VALUE_LIMIT_BYTES} bytes`);
const BINARY = rule(`at most ${VALUE_LIMIT_BYTES} bytes in Base64`);

const fits = (value: string, encoding: BufferEncoding): boolean =>
  Buffer.byteLength(value, encoding) <= VALUE_LIMIT_BYTES;

/** Fields that more than one operation has, named as the API names them. */
export const field = {
  Name: z.string(NAME).regex(/^[\w/+=.@-]{1,512}$/, NAME),
  SecretId: z.string(ID).min(1, ID).max(2048, ID),
  ClientRequestToken: z.string(TOKEN).min(32, TOKEN).max(64, TOKEN).optional(),
  SecretString: z
    .string(TEXT)
    .refine((value) => fits(value, 'utf8'), TEXT)
    .optional(),
  SecretBinary: z
    .base64(BINARY)
    .refine((value) => fits(value, 'base64'), BINARY)
    .optional(),
};

/** The value that a client gives a secret. */
export interface GivenValue {
  readonly SecretString?: string | undefined;
  readonly SecretBinary?: string | undefined;
}

/** @throws AwsException for a text and bytes at once. */
export function oneValue({ SecretString, SecretBinary }: GivenValue): {
  readonly text?: string | undefined;
  readonly binary?: string | undefined;
} {
  if (SecretString !== undefined && SecretBinary !== undefined)
    throw new AwsException(
      INVALID,
      'You can’t specify both a binary secret value and a string secret value.',
    );
  return { text: SecretString, binary: SecretBinary };
}

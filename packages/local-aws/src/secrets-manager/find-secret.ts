import type { NamedResource } from '../aws/arn.ts';
import { secretArn } from '../aws/arn.ts';
import { AwsException } from '../json-api/aws-exception.ts';
import type { SecretsManagerContext } from './context.ts';
import type { Secret } from './secret.ts';
import { readSecret } from './secret-store.ts';

/** A secret, where it is, and its ARN. */
export interface FoundSecret {
  readonly secret: Secret;
  readonly address: NamedResource;
  readonly arn: string;
}

/** The address that a secret of the caller has under a name. */
export function addressOf({ caller, region }: SecretsManagerContext, name: string): NamedResource {
  return { account: caller.account, region, name };
}

/**
 * The secret that a name or an ARN stands for. Another account's secrets have an ARN only.
 *
 * @throws AwsException if there is none.
 */
export async function findSecret(context: SecretsManagerContext, secretId: string): Promise<FoundSecret> {
  for (const address of addresses(context, secretId)) {
    const secret = await readSecret(context.state, address);
    if (secret === undefined) continue;
    const arn = secretArn(address, secret.suffix);
    // An ARN may leave out the six characters, but it may not have others.
    if ([arn, arn.slice(0, -'-123456'.length), secret.name].includes(secretId))
      return { secret, address, arn };
  }
  throw new AwsException('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
}

/** Where the secret may be: the end of an ARN may be the six characters or a part of the name. */
function addresses(context: SecretsManagerContext, secretId: string): readonly NamedResource[] {
  const [, region, account, name] =
    /^arn:[\w-]+:secretsmanager:([\w-]+):(\d{12}):secret:(.+)$/.exec(secretId) ?? [];
  if (account === undefined || name === undefined) return [addressOf(context, secretId)];
  // A region knows its own secrets only.
  if (region !== context.region) return [];
  const names = [name, name.replace(/-\w{6}$/, '')];
  return [...new Set(names)].map((one) => ({ account, region, name: one }));
}
